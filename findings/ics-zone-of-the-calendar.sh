#!/bin/sh
# ics 0.7.3 (PyPI): a time whose TZID is not a name of the IANA database is read as UTC, although the calendar
# defines the zone. icalendar 7.3.2 and vobject 0.9.9 read 18:00+05:30 from the VTIMEZONE beside the event; ics
# reads 18:00+00:00 and says nothing. RFC 5545 3.2.19 lets a TZID be any text that a VTIMEZONE of the same
# calendar explains. For us: an invitation never names a zone of our own making; it is in UTC, or names an IANA
# zone and defines it as well.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ics==0.7.3 icalendar==7.3.2 vobject==0.9.9
"$folder/venv/bin/python" - <<'PYTHON'
import sys
import ics
import icalendar
import vobject

LINES = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//Finding//EN
BEGIN:VTIMEZONE
TZID:{zone}
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:+0530
TZOFFSETTO:+0530
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:meeting-1@example.org
DTSTAMP:20260101T000000Z
DTSTART;TZID={zone}:20260302T180000
DTEND;TZID={zone}:20260302T190000
SUMMARY:Study group
END:VEVENT
END:VCALENDAR
"""


def readings(zone):
    text = LINES.format(zone=zone).replace("\n", "\r\n")
    (event,) = ics.Calendar(text).events
    return {
        "icalendar 7.3.2": icalendar.Calendar.from_ical(text).walk("VEVENT")[0].start.isoformat(),
        "vobject 0.9.9": vobject.readOne(text).vevent.dtstart.value.isoformat(),
        "ics 0.7.3": event.begin.isoformat(),
    }


right, wrong = "2026-03-02T18:00:00+05:30", "2026-03-02T18:00:00+00:00"
seen = {zone: readings(zone) for zone in ("School/Delhi", "Asia/Kolkata")}
for zone, by_reader in seen.items():
    for reader, start in by_reader.items():
        print(f"{reader}: TZID={zone}:20260302T180000 is {start}")
expected = {
    "School/Delhi": {"icalendar 7.3.2": right, "vobject 0.9.9": right, "ics 0.7.3": wrong},
    "Asia/Kolkata": {"icalendar 7.3.2": right, "vobject 0.9.9": right, "ics 0.7.3": right},
}
sys.exit(0 if seen == expected else "changed: a zone that only the calendar defines is read otherwise")
PYTHON
