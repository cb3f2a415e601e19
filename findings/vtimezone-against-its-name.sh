#!/bin/sh
# icalendar 7.3.2 and vobject 0.9.9 (PyPI): one calendar, two instants, where a VTIMEZONE has the name of an IANA
# zone. icalendar goes by the name and takes the rules from its own database; vobject goes by the rules that stand
# in the calendar. Here the calendar has Chihuahua's rules from before Mexico gave up summer time in 2022, as an
# older sender would write them. For us: the same invitation would be an hour apart in two calendars. The rules
# that we write are those of the database server's zones at the moment of writing, and an event that can be said
# in UTC is said in UTC.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check icalendar==7.3.2 vobject==0.9.9 tzdata==2026.6 \
  python-dateutil==2.9.0.post0
"$folder/venv/bin/python" - <<'PYTHON'
import sys
import icalendar
import vobject

TEXT = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//Finding//EN
BEGIN:VTIMEZONE
TZID:America/Chihuahua
BEGIN:STANDARD
DTSTART:19961027T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:-0600
TZOFFSETTO:-0700
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19960407T020000
RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU
TZOFFSETFROM:-0700
TZOFFSETTO:-0600
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
UID:meeting-1@example.org
DTSTAMP:20260101T000000Z
DTSTART;TZID=America/Chihuahua:20260115T180000
DTEND;TZID=America/Chihuahua:20260115T190000
SUMMARY:Study group
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")

seen = {
    "icalendar 7.3.2": icalendar.Calendar.from_ical(TEXT).walk("VEVENT")[0].start.isoformat(),
    "vobject 0.9.9": vobject.readOne(TEXT).vevent.dtstart.value.isoformat(),
}
for reader, start in seen.items():
    print(f"{reader}: 18:00 by the calendar's rules for America/Chihuahua is {start}")
expected = {"icalendar 7.3.2": "2026-01-15T18:00:00-06:00", "vobject 0.9.9": "2026-01-15T18:00:00-07:00"}
sys.exit(0 if seen == expected else "changed: the two agree, or differ otherwise")
PYTHON
