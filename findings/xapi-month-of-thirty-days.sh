#!/bin/sh
# tincan 1.0.0 (PyPI, with aniso8601 10.0.1): the duration of an xAPI result is kept as a count of seconds. P1M is
# read as 30 days and P1Y as 365, and they are written back so: P1M comes out as P30DT00H00M00S, P1Y2M as
# P425DT00H00M00S. What passes through this library, as through a forwarder between two record stores, says
# something else than the platform did. For us: a statement is compared and kept by its id and its text, and a
# duration is for showing; no rule hangs on its days.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check tincan==1.0.0 aniso8601==10.0.1
"$folder/venv/bin/python" - <<'PYTHON'
import json
import sys
from tincan import Result

SEEN = {
    "PT1H30M": "PT01H30M00S",
    "P1W": "P7DT00H00M00S",
    "P1M": "P30DT00H00M00S",
    "P1Y": "P365DT00H00M00S",
    "P1Y2M": "P425DT00H00M00S",
}
changed = False
for given, expected in SEEN.items():
    written = json.loads(Result(duration=given).to_json())["duration"]
    print(f"tincan 1.0.0: {given} is written back as {written}")
    changed |= written != expected
sys.exit("changed: durations are written back otherwise" if changed else 0)
PYTHON
