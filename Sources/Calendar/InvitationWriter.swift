import CCalendar
import Channels
import Domain

/// An invitation as iCalendar, by libical, which escapes, quotes and folds; times are ours (docs/decisions/0210).
struct InvitationWriter {
  let bytes: [UInt8]

  init(_ invitation: Invitation, now: Instant) {
    let calendar = Component(icalcomponent_new_vcalendar())
    calendar.add(icalproperty_new_version("2.0"))
    calendar.add(icalproperty_new_prodid("-//Rekindle//Invitations//EN"))
    calendar.add(icalproperty_new_method(invitation.kind == .request ? ICAL_METHOD_REQUEST : ICAL_METHOD_CANCEL))
    if let clocks = invitation.meeting.clocks { calendar.add(ClockRulesWriter.component(clocks)) }
    calendar.add(InvitationWriter.event(invitation, now: now))
    bytes = calendar.bytes
  }

  private static func event(_ invitation: Invitation, now: Instant) -> Component {
    let meeting = invitation.meeting
    let event = Component(icalcomponent_new_vevent())
    event.add(icalproperty_new_uid(invitation.uid))
    event.add(icalproperty_new_sequence(Int32(invitation.sequence)))
    event.add(icalproperty_new_dtstamp(CalendarTime.utc(now)))
    addTimes(of: meeting, to: event)
    event.add(icalproperty_new_summary(meeting.summary))
    if !meeting.description.isEmpty { event.add(icalproperty_new_description(meeting.description)) }
    if !meeting.location.isEmpty { event.add(icalproperty_new_location(meeting.location)) }
    if let url = meeting.url { event.add(icalproperty_new_url(url)) }
    switch invitation.kind {
    case .request: event.add(icalproperty_new_status(ICAL_STATUS_CONFIRMED))
    case .cancellation: event.add(icalproperty_new_status(ICAL_STATUS_CANCELLED))
    case .removal: break  // RFC 5546 3.2.5: a status would cancel the meeting for all
    }
    event.add(named(icalproperty_new_organizer("mailto:" + invitation.organizer.address.text), invitation.organizer))
    for attendee in invitation.attendees { event.add(self.attendee(attendee, isAsked: invitation.kind == .request)) }
    return event
  }

  private static func addTimes(of meeting: Meeting, to event: borrowing Component) {
    let time = CalendarTime(meeting.clocks)
    event.add(time.property(icalproperty_new_dtstart, meeting.start))
    event.add(time.property(icalproperty_new_dtend, meeting.end))
    if let occurrence = meeting.occurrence { event.add(time.property(icalproperty_new_recurrenceid, occurrence)) }
    guard let recurrence = meeting.recurrence else { return }
    event.add(icalproperty_new_rrule(icalrecurrencetype_from_string(recurrence.rule)))
    for exception in recurrence.exceptions { event.add(time.property(icalproperty_new_exdate, exception)) }
  }

  private static func attendee(_ mailbox: Mailbox, isAsked: Bool) -> OpaquePointer? {
    let property = named(icalproperty_new_attendee("mailto:" + mailbox.address.text), mailbox)
    guard isAsked else { return property }
    icalproperty_add_parameter(property, icalparameter_new_role(ICAL_ROLE_REQPARTICIPANT))
    icalproperty_add_parameter(property, icalparameter_new_partstat(ICAL_PARTSTAT_NEEDSACTION))
    icalproperty_add_parameter(property, icalparameter_new_rsvp(ICAL_RSVP_TRUE))
    return property
  }

  /// Half of the readers show RFC 6868's escapes as they stand, so a name has none: no quotation mark, no caret.
  private static func named(_ property: OpaquePointer?, _ mailbox: Mailbox) -> OpaquePointer? {
    guard let name = mailbox.name else { return property }
    let plain = name.replacing("\"", with: "'").replacing("^", with: "")
    if !plain.isEmpty { icalproperty_add_parameter(property, icalparameter_new_cn(plain)) }
    return property
  }
}
