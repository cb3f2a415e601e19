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
    for moved in invitation.kind == .request ? invitation.meeting.moved : [] {
      calendar.add(InvitationWriter.event(invitation, moved, now: now))
    }
    bytes = calendar.bytes
  }

  /// The meeting; or one of the series that is moved, which says everything anew, under the same id and sequence.
  private static func event(_ invitation: Invitation, _ moved: MovedMeeting? = nil, now: Instant) -> Component {
    let meeting = invitation.meeting
    let event = Component(icalcomponent_new_vevent())
    event.add(icalproperty_new_uid(invitation.uid))
    event.add(icalproperty_new_sequence(Int32(invitation.sequence)))
    event.add(icalproperty_new_dtstamp(CalendarTime.utc(now)))
    if let moved { addTimes(of: moved, in: meeting, to: event) } else { addTimes(of: meeting, to: event) }
    event.add(icalproperty_new_summary(meeting.summary))
    if !meeting.description.isEmpty { event.add(icalproperty_new_description(meeting.description)) }
    if !meeting.location.isEmpty { event.add(icalproperty_new_location(meeting.location)) }
    if let url = moved?.url ?? meeting.url { event.add(icalproperty_new_url(url)) }
    switch invitation.kind {
    case .request: event.add(icalproperty_new_status(ICAL_STATUS_CONFIRMED))
    case .cancellation: event.add(icalproperty_new_status(ICAL_STATUS_CANCELLED))
    case .removal: break  // RFC 5546 3.2.5: a status would cancel the meeting for all
    }
    event.add(organizer(invitation))
    for attendee in invitation.attendees { event.add(self.attendee(attendee, of: invitation)) }
    return event
  }

  private static func organizer(_ invitation: Invitation) -> OpaquePointer? {
    let mailbox = invitation.organizer
    let property = named(icalproperty_new_organizer("mailto:" + mailbox.address.text), mailbox)
    if let sentBy = invitation.sentBy {
      icalproperty_add_parameter(property, icalparameter_new_sentby("mailto:" + sentBy.text))
    }
    return property
  }

  private static func addTimes(of moved: MovedMeeting, in meeting: Meeting, to event: borrowing Component) {
    let time = CalendarTime(meeting.clocks)
    event.add(time.property(icalproperty_new_recurrenceid, moved.occurrence))
    event.add(time.property(icalproperty_new_dtstart, moved.start))
    event.add(time.property(icalproperty_new_dtend, moved.end))
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

  /// Who has answered to what has not changed since is not asked again.
  private static func attendee(_ mailbox: Mailbox, of invitation: Invitation) -> OpaquePointer? {
    let property = named(icalproperty_new_attendee("mailto:" + mailbox.address.text), mailbox)
    guard invitation.kind == .request else { return property }
    let participation =
      switch invitation.answer {
      case .accepted: ICAL_PARTSTAT_ACCEPTED
      case .declined: ICAL_PARTSTAT_DECLINED
      case .tentative: ICAL_PARTSTAT_TENTATIVE
      case nil: ICAL_PARTSTAT_NEEDSACTION
      }
    icalproperty_add_parameter(property, icalparameter_new_role(ICAL_ROLE_REQPARTICIPANT))
    icalproperty_add_parameter(property, icalparameter_new_partstat(participation))
    if invitation.answer == nil { icalproperty_add_parameter(property, icalparameter_new_rsvp(ICAL_RSVP_TRUE)) }
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
