#!/bin/sh
# Compares `local-runner lift` with statsmodels and SciPy of PyPI on tables of every size; outside CI.
# EFFECT_PYTHON=python uses one that has both.
set -eu
cd "$(dirname "$0")/.."
runner=${1:-.build/debug/local-runner}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python=${EFFECT_PYTHON:-$folder/venv/bin/python}
if [ -z "${EFFECT_PYTHON:-}" ]; then
  python3 -m venv "$folder/venv"
  "$folder/venv/bin/pip" install --quiet --disable-pip-version-check scipy==1.16.2 statsmodels==0.14.5
fi
"$python" - "$runner" <<'PYTHON'
import json, math, random, subprocess, sys
from scipy.stats import chisquare
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, samplesize_proportions_2indep_onetail

random.seed(7)
worst = 0


def lift(*words):
    return json.loads(subprocess.check_output([sys.argv[1], "lift", *words]))


def same(ours, theirs, about):
    global worst
    worst = max(worst, abs(ours - theirs))
    assert abs(ours - theirs) < 1e-9, (about, ours, theirs)


def check_needed(said, g0, n0, share, points=5):
    if g0 / n0 > 1 - points / 100:
        return
    ratio = share / (1 - share)
    size = samplesize_proportions_2indep_onetail(
        points / 100, g0 / n0, 0.8, ratio=ratio, alpha=0.05, alternative="two-sided") * ratio
    assert abs(said["needed"] - -(-size // 1) / share) <= 1 / share + 1, (said, size)


for turn in range(200):
    n1, n0 = random.randint(40, 20_000), random.randint(20, 4_000)
    g1, g0 = random.randint(0, n1), random.randint(0, n0)
    share = random.choice([0.05, 0.1, 0.2, 0.5])
    points = random.choice([1, 2, 5, 10])
    said = lift(f"{g1}/{n1}", f"{g0}/{n0}", "--share", str(share), "--points", str(points))
    low, high = confint_proportions_2indep(g1, n1, g0, n0, method="newcomb", compare="diff")
    same(said["at_the_end"][0], low, said)
    same(said["at_the_end"][1], high, said)
    same(said["sample_ratio_p"], chisquare([n1, n0], [(n1 + n0) * (1 - share), (n1 + n0) * share]).pvalue, said)
    check_needed(said, g0, n0, share, points)
print(f"200 tables of two sides: no figure differs by more than {worst:.1e}")


def any_day_p(g1, n1, g0, n0, share):
    """The confidence sequence of the scores themselves, one by one, turned into a p."""
    scores = [1 / (1 - share)] * g1 + [-1 / share] * g0 + [0] * (n1 + n0 - g1 - g0)
    n, mean = len(scores), math.fsum(scores) / len(scores)
    deviation = math.sqrt(math.fsum((score - mean) ** 2 for score in scores) / n)
    start = -2 * math.log(0.05)
    spread = n * (start + math.log(start + 1)) / 2000 + 1
    return min(1, math.sqrt(spread) * math.exp(-(mean / deviation) ** 2 * n * (spread - 1) / (2 * spread)))


def check_family(rows, tables, share_of):
    for kind, level_of in (("at_the_end", "at_the_end_p"), ("any_day", "any_day_p")):
        ps = [row[level_of] for row in rows]
        rejected, corrected, _, _ = multipletests(ps, alpha=0.05, method="holm")
        for row, wanted, means in zip(rows, corrected, rejected):
            same(row[level_of + "_corrected"], wanted, row)
            low, high = row[kind]
            assert means == (low > 0 or high < 0), row
    for row, (g1, n1, g0, n0) in zip(rows, tables):
        if 1e-12 < row["at_the_end_p"] < 1:   # the interval of that level touches zero
            low, high = confint_proportions_2indep(
                g1, n1, g0, n0, method="newcomb", compare="diff", alpha=row["at_the_end_p"])
            assert min(abs(low), abs(high)) < 1e-6, (row, low, high)
        same(row["any_day_p"], any_day_p(g1, n1, g0, n0, share_of(n0)), row)


for turn in range(200):
    k = random.randint(2, 5)
    base, held = random.uniform(0.05, 0.8), random.choice([0.1, 0.2])
    n = random.randint(150, 6_000)
    n0 = max(100, int(n * k * held / (1 - held)) + random.randint(-20, 20))
    arms = [(sum(random.random() < base + random.choice([0, 0, 0.05]) for _ in range(m)), m)
            for m in (n + random.randint(-20, 20) for _ in range(k))]
    g0 = sum(random.random() < base for _ in range(n0))
    said = lift(*[f"{g}/{m}" for g, m in arms], f"{g0}/{n0}", "--share", str(held))
    counts = [n0] + [m for _, m in arms]
    shares = [held] + [(1 - held) / k] * k
    same(said["sample_ratio_p"], chisquare(counts, [sum(counts) * s for s in shares]).pvalue, said)
    rows = said["comparisons"]
    alone = [row for row in rows if row["against"] == "left alone"]
    between = [row for row in rows if row["against"] == "1"]
    assert (len(alone), len(between)) == (k, k - 1)
    check_family(alone, [(g, m, g0, n0) for g, m in arms], lambda _: held / (held + (1 - held) / k))
    check_family(between, [(g, m, *arms[0]) for g, m in arms[1:]], lambda _: 0.5)
    for row in alone:
        check_needed(row, g0, n0, held / (held + (1 - held) / k))
print(f"200 experiments of two to five variants: no figure differs by more than {worst:.1e}")
PYTHON
