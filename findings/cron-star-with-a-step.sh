#!/bin/sh
# croniter 7.0.0 and cronsim 2.8 (PyPI): `0 9 */2 * MON` is 18 mornings of January 2026 to the one and 2 to the
# other. cronsim keeps the old rule of cron, that a day field which begins with a star does not widen the other:
# odd days that are Mondays. croniter takes odd days and Mondays together. `0 9 1-31/2 * MON`, which names the
# same days, is the union to both. For us: a host's timer in this notation means two things. What we write
# ourselves has a star in one of the day fields at least.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check croniter==7.0.0 cronsim==2.8
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from datetime import datetime, timezone
from itertools import takewhile
from croniter import croniter
from cronsim import CronSim

START, END = datetime(2026, 1, 1, tzinfo=timezone.utc), datetime(2026, 2, 1, tzinfo=timezone.utc)


def days(moments):
    return [moment.day for moment in takewhile(lambda moment: moment < END, moments)]


def both(expression):
    return {
        "croniter 7.0.0": days(croniter(expression, START).all_next(datetime)),
        "cronsim 2.8": days(CronSim(expression, START)),
    }


starred, ranged = both("0 9 */2 * MON"), both("0 9 1-31/2 * MON")
for library, found in starred.items():
    print(f"{library}: 0 9 */2 * MON is on {len(found)} days of January 2026: {found}")
union = [day for day in range(1, 32) if day % 2 or datetime(2026, 1, day).weekday() == 0]
expected = {"croniter 7.0.0": union, "cronsim 2.8": [5, 19]}
same = ranged == {"croniter 7.0.0": union, "cronsim 2.8": union}
sys.exit(0 if starred == expected and same else "changed: the two read the star otherwise")
PYTHON
