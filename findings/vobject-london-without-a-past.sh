#!/bin/sh
# vobject 0.9.9 (PyPI, with pytz 2026.6): a weekly meeting in London stays on winter clocks after March, where the
# calendar's VTIMEZONE has the rules of the years that the meeting is in, and none before 2020. vobject compares a zone
# with UTC over 2000 to 2020 only; one that is equal there it leaves out, and takes pytz's zone of that name, whose
# offset does not move along with the dates of a rule. The same rules with two changes of 2019 before them are read
# right, and so is Berlin either way. For us: fourteen zones beside UTC (London, Dublin, Lisbon, Casablanca) would meet
# an hour late all summer in a calendar built on it; our VTIMEZONEs begin in 2019.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check vobject==0.9.9 pytz==2026.6 \
  python-dateutil==2.9.0.post0
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from datetime import timezone
from multiprocessing import get_context
import vobject

CHANGES = {  # the moments in local time, and whether summer begins
    2019: [("20190331T010000", True), ("20191027T020000", False)],
    2025: [("20251026T020000", False)],
    2026: [("20260329T010000", True), ("20261025T020000", False)],
}


def start(years):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//EN", "BEGIN:VTIMEZONE", "TZID:Europe/London"]
    for moment, is_summer in (change for year in years for change in CHANGES[year]):
        kind, before, after = ("DAYLIGHT", "+0000", "+0100") if is_summer else ("STANDARD", "+0100", "+0000")
        lines += [f"BEGIN:{kind}", f"DTSTART:{moment}", f"TZOFFSETFROM:{before}", f"TZOFFSETTO:{after}", f"END:{kind}"]
    lines += ["END:VTIMEZONE", "BEGIN:VEVENT", "UID:1@example.org", "DTSTAMP:20260101T000000Z"]
    lines += ["DTSTART;TZID=Europe/London:20260323T180000", "DTEND;TZID=Europe/London:20260323T190000"]
    lines += ["RRULE:FREQ=WEEKLY;COUNT=2", "SUMMARY:Study group", "END:VEVENT", "END:VCALENDAR", ""]
    return [found.astimezone(timezone.utc).isoformat() for found in vobject.readOne("\r\n".join(lines)).vevent.rruleset]


# Each in a process of its own: a zone that was read stays for the rest of it.
with get_context("fork").Pool(1, maxtasksperchild=1) as pool:
    recent, longer = pool.map(start, [[2025, 2026], [2019, 2025, 2026]], chunksize=1)
print(f"vobject 0.9.9: 18:00 in London on 23 and 30 March, rules from 2025 on: {recent}")
print(f"vobject 0.9.9: the same with rules from 2019 on: {longer}")
winter, summer = "2026-03-23T18:00:00+00:00", "2026-03-30T17:00:00+00:00"
expected = recent == [winter, "2026-03-30T18:00:00+00:00"] and longer == [winter, summer]
sys.exit(0 if expected else "changed: rules without a past are read otherwise")
PYTHON
