"""Writes answers to an invitation as three calendars mail them, and mails that are awkward in other ways, with Python's email package;
reads each once more with it. Out: a line of JSON for each, with the mail and its calendar object as Python reads that."""
import base64, json
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart

TO, ME = "calendar+abcdefghij234567@replies.school.example", "maya@learner.example"


def calendar(prodid, event, zone=""):
    lines = ["BEGIN:VCALENDAR", f"PRODID:{prodid}", "VERSION:2.0", "METHOD:REPLY", *zone.split("|"), "BEGIN:VEVENT"]
    return "\r\n".join([line for line in lines if line] + event + ["END:VEVENT", "END:VCALENDAR", ""])


GOOGLE = calendar(
    "-//Google Inc//Google Calendar 70.9054//EN",
    [
        "DTSTART:20261201T180000Z", "DTEND:20261201T190000Z", "DTSTAMP:20261121T101500Z", f"ORGANIZER;CN=Groups:mailto:{TO}",
        "UID:group-7.test@school.example",
        f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Maya",
        f"  Rão;X-NUM-GUESTS=0:mailto:{ME.upper()}",
        "CREATED:20261120T100000Z", "LAST-MODIFIED:20261121T101500Z", "SEQUENCE:1", "STATUS:CONFIRMED",
        "SUMMARY:Study group Öland", "TRANSP:OPAQUE",
    ],
)
OUTLOOK = calendar(
    "Microsoft Exchange Server 2010",
    [
        f'ATTENDEE;PARTSTAT=DECLINED;CN="Rao, Maya":mailto:{ME}', "COMMENT;LANGUAGE=en-GB:Sorry\\, on a train\\n",
        "UID:group-7.test@school.example", "RECURRENCE-ID;TZID=W. Europe Standard Time:20261208T190000",
        "SUMMARY;LANGUAGE=en-GB:Declined: Study group Öland", "DTSTART;TZID=W. Europe Standard Time:20261208T190000",
        "DTEND;TZID=W. Europe Standard Time:20261208T200000", "CLASS:PUBLIC", "PRIORITY:5", "DTSTAMP:20261121T111500Z",
        "TRANSP:OPAQUE", "STATUS:CONFIRMED", "SEQUENCE:2", "X-MICROSOFT-CDO-APPT-SEQUENCE:2",
    ],
    "BEGIN:VTIMEZONE|TZID:W. Europe Standard Time|BEGIN:STANDARD|DTSTART:16010101T030000|TZOFFSETFROM:+0200|TZOFFSETTO:+0100|"
    "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10|END:STANDARD|END:VTIMEZONE",
)
APPLE = calendar(
    "-//Apple Inc.//macOS 14.5//EN",
    [
        "CREATED:20261120T100000Z", f'ATTENDEE;CN="Maya";CUTYPE=INDIVIDUAL;EMAIL="{ME}";PARTSTAT=TENTATIVE:mailto:{ME}',
        "UID:group-7.test@school.example", "DTEND;TZID=Europe/Berlin:20261215T200000", "SUMMARY:Study group Öland",
        "DTSTART;TZID=Europe/Berlin:20261215T190000", "DTSTAMP:20261121T121500Z", "SEQUENCE:2",
        "RECURRENCE-ID;TZID=Europe/Berlin:20261215T190000", f'ORGANIZER;CN="Groups":mailto:{TO}',
    ],
    "CALSCALE:GREGORIAN",
)


def mail(subject):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = f"Maya Rão <{ME}>", TO, subject
    return message


def part(text, subtype, cte, **parameters):
    one = MIMEPart()
    one.set_content(text.encode(), *subtype.split("/"), cte=cte, params=parameters)
    return one


def google():
    message = mail("Accepted: Study group Öland @ Tue 1 Dec 2026")
    message.set_content("Maya Rão has accepted this invitation.\n")
    message.add_alternative("<p>Maya Rão has accepted this invitation.</p>\n", subtype="html")
    message.attach(part(GOOGLE, "text/calendar", "7bit" if GOOGLE.isascii() else "8bit", charset="UTF-8", method="REPLY"))
    message.make_mixed()
    message.add_attachment(GOOGLE.encode(), "application", "ics", filename="invite.ics")
    return message, GOOGLE


def outlook():
    message = mail("Declined: Study group Öland")
    message.set_content("Sorry, on a train\n")
    message.make_alternative()
    message.attach(part(OUTLOOK, "text/calendar", "base64", charset="utf-8", method="REPLY"))
    return message, OUTLOOK


def apple():
    message = mail("Tentative: Study group Öland")
    message.set_content("")
    message.make_mixed()
    one = part(APPLE, "text/calendar", "quoted-printable", charset="utf-8", method="REPLY", name="iCal-20261121.ics")
    one["Content-Disposition"] = "attachment; filename=iCal-20261121.ics"
    message.attach(one)
    return message, APPLE


def forwarded():
    message = mail("Fwd: Accepted")
    message.set_content("See below.\n")
    message.add_attachment(google()[0])
    return message, GOOGLE


def boundary_of_words():
    message, text = outlook()
    message.set_boundary("a strange; boundary = 'of' (words)")
    return message, text


def read(raw):
    for one in message_from_bytes(raw, policy=policy.default).walk():
        if one.get_content_type() == "text/calendar":
            return one.get_payload(decode=True)


for make in (google, outlook, apple, forwarded, boundary_of_words):
    raw = make()[0].as_bytes(policy=policy.SMTP)
    for kind, bytes_ in ((make.__name__, raw), (make.__name__ + " in LF", raw.replace(b"\r\n", b"\n"))):
        answer = {"name": kind, "mail": base64.b64encode(bytes_).decode(), "calendar": base64.b64encode(read(bytes_)).decode()}
        print(json.dumps(answer), flush=True)
