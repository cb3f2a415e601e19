#!/bin/sh
# vobject 0.9.9 (PyPI): the first VTIMEZONE of a name that a process reads is the one for every later calendar in it.
# Two calendars define the zone School by themselves, the one five and the other eight hours ahead of UTC: read one
# after the other, both events are at +05:00; read the other way round, both at +08:00. RFC 5545 3.6.5 has a TZID
# stand for the VTIMEZONE of the same calendar. For us: a reader of many invitations, as a calendar server or a test of
# ours is, needs a process for each where zones may differ; our tests give it each zone once.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check vobject==0.9.9 python-dateutil==2.9.0.post0
cat >"$folder/read.py" <<'PYTHON'
import sys
import vobject

CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Example//Finding//EN
BEGIN:VTIMEZONE
TZID:School
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:{offset}
TZOFFSETTO:{offset}
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:meeting-1@example.org
DTSTAMP:20260101T000000Z
DTSTART;TZID=School:20260302T180000
DTEND;TZID=School:20260302T190000
SUMMARY:Study group
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")

for offset in sys.argv[1:]:
    print(vobject.readOne(CALENDAR.format(offset=offset)).vevent.dtstart.value.isoformat()[-6:])
PYTHON
read_in_turn() { "$folder/venv/bin/python" "$folder/read.py" "$@" | xargs; }
forth=$(read_in_turn +0500 +0800)
back=$(read_in_turn +0800 +0500)
echo "vobject 0.9.9: +05:00, then +08:00, are read as $forth"
echo "vobject 0.9.9: +08:00, then +05:00, are read as $back"
[ "$forth / $back" = "+05:00 +05:00 / +08:00 +08:00" ] || {
  echo "changed: each calendar has its own zone" >&2
  exit 1
}
