#!/bin/sh
# Compares `local-runner lift` with statsmodels and SciPy of PyPI on tables of every size; outside CI.
set -eu
cd "$(dirname "$0")/.."
runner=${1:-.build/debug/local-runner}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python=${PYTHON:-$folder/venv/bin/python}   # one that has both, where there is one
if [ -z "${PYTHON:-}" ]; then
  python3 -m venv "$folder/venv"
  "$folder/venv/bin/pip" install --quiet --disable-pip-version-check scipy==1.16.2 statsmodels==0.14.5
fi
"$python" - "$runner" <<'PYTHON'
import json, random, subprocess, sys
from scipy.stats import chisquare
from statsmodels.stats.proportion import confint_proportions_2indep, samplesize_proportions_2indep_onetail

random.seed(7)
worst = 0
for turn in range(200):
    n1, n0 = random.randint(40, 20_000), random.randint(20, 4_000)
    g1, g0 = random.randint(0, n1), random.randint(0, n0)
    share = random.choice([0.05, 0.1, 0.2, 0.5])
    points = random.choice([1, 2, 5, 10])
    said = json.loads(subprocess.check_output(
        [sys.argv[1], "lift", f"{g1}/{n1}", f"{g0}/{n0}", "--share", str(share),
         "--points", str(points)]))
    low, high = confint_proportions_2indep(g1, n1, g0, n0, method="newcomb", compare="diff")
    chance = chisquare([n1, n0], [(n1 + n0) * (1 - share), (n1 + n0) * share]).pvalue
    pairs = [(said["at_the_end"][0], low), (said["at_the_end"][1], high), (said["sample_ratio_p"], chance)]
    if g0 / n0 <= 1 - points / 100:
        ratio = share / (1 - share)
        size = samplesize_proportions_2indep_onetail(
            points / 100, g0 / n0, 0.8, ratio=ratio, alpha=0.05, alternative="two-sided") * ratio
        wanted = -(-size // 1) / share
        assert abs(said["needed"] - wanted) <= 1 / share + 1, (said, wanted, g1, n1, g0, n0, share)
    for ours, theirs in pairs:
        worst = max(worst, abs(ours - theirs))
        assert abs(ours - theirs) < 1e-9, (said, low, high, chance)
print(f"200 tables: no figure differs by more than {worst:.1e}")
PYTHON
