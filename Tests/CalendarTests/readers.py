"""Reads calendar objects, one a line in base64 in the file that is named, with three libraries; prints what each saw as JSON."""
import base64, json, sys
from datetime import datetime, timedelta, timezone
import ics, icalendar, recurring_ical_events, vobject

UTC = timezone.utc


def seconds(moment):
    return int(moment.astimezone(UTC).timestamp())


def address(value):
    return str(value).removeprefix("mailto:")


def by_icalendar(data):
    calendar = icalendar.Calendar.from_ical(data)
    (event,) = [event for event in calendar.walk("VEVENT") if "RECURRENCE-ID" not in event]
    assert all(other["UID"] == event["UID"] and other["SEQUENCE"] == event["SEQUENCE"] for other in calendar.walk("VEVENT"))
    people = event.get("ATTENDEE", [])
    people = people if isinstance(people, list) else [people]
    until = event.start + timedelta(days=3 * 366)
    return {
        "method": str(calendar["METHOD"]),
        "uid": str(event["UID"]),
        "sequence": int(event["SEQUENCE"]),
        "status": str(event.get("STATUS", "")),
        "start": seconds(event.start),
        "end": seconds(event.end),
        "summary": str(event["SUMMARY"]),
        "description": str(event.get("DESCRIPTION", "")),
        "location": str(event.get("LOCATION", "")),
        "url": str(event.get("URL", "")),
        "organizer": address(event["ORGANIZER"]),
        "names": [str(person.params.get("CN", "")) for person in people],
        "attendees": [address(person) for person in people],
        "asked": [str(person.params.get("RSVP", "")) for person in people],
        "occurrences": [seconds(found.start) for found in recurring_ical_events.of(calendar).between(event.start, until)],
    }


def by_vobject(data):
    calendar = vobject.readOne(data.decode())
    (event,) = [event for event in calendar.vevent_list if not hasattr(event, "recurrence_id")]
    moved = {seconds(one.recurrence_id.value): seconds(one.dtstart.value) for one in calendar.vevent_list if one is not event}
    text = lambda name: getattr(event, name).value if hasattr(event, name) else ""
    people = event.contents.get("attendee", [])
    return {
        "method": calendar.method.value,
        "uid": text("uid"),
        "sequence": int(text("sequence")),
        "status": text("status"),
        "start": seconds(event.dtstart.value),
        "end": seconds(event.dtend.value),
        "summary": text("summary"),
        "description": text("description"),
        "location": text("location"),
        "url": text("url"),
        "organizer": address(event.organizer.value),
        "names": [person.params.get("CN", [""])[0] for person in people],
        "attendees": [address(person.value) for person in people],
        "asked": [person.params.get("RSVP", [""])[0] for person in people],
        "occurrences": sorted(moved.get(at, at) for at in map(seconds, event.rruleset or [event.dtstart.value])),
    }


def by_ics(data):
    calendar = ics.Calendar(data.decode())
    (event,) = [event for event in calendar.events if not any(line.name == "RECURRENCE-ID" for line in event.extra)]
    extra = {line.name: line.value for line in event.extra}
    people = sorted(event.attendees, key=lambda person: person.email)
    return {
        "method": calendar.method,
        "uid": event.uid,
        "sequence": int(extra["SEQUENCE"]),
        "status": event.status or "",
        "start": seconds(event.begin),
        "end": seconds(event.end),
        "summary": event.name,
        "description": event.description or "",
        "location": event.location or "",
        "url": event.url or "",
        "organizer": event.organizer.email,
        "names": [person.common_name for person in people],
        "attendees": [person.email for person in people],
        "asked": [person.rsvp or "" for person in people],
    }


for line in open(sys.argv[1]):
    data = base64.b64decode(line)
    print(json.dumps({"icalendar": by_icalendar(data), "vobject": by_vobject(data), "ics": by_ics(data)}))
