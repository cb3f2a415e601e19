import CCalendar
import Domain

/// One event of a calendar object that somebody else wrote, as far as answers need it.
struct EventReader {
  /// Most people who are read of one event: an answer names one.
  private static let mostAttendees = 10

  let uid: String?
  let sequence: Int
  let stampedAt: Instant?
  /// In lower case, without `mailto:`.
  let organizer: String?
  /// Each with what they answer.
  let attendees: [(address: String, participation: icalparameter_partstat)]
  let occurrence: InvitationAnswer.Occurrence?

  init(_ event: OpaquePointer) {
    uid = icalcomponent_get_uid(event).map { String(cString: $0) }
    sequence = Int(icalcomponent_get_sequence(event))
    stampedAt = EventReader.instant(icalcomponent_get_dtstamp(event))
    organizer = icalcomponent_get_first_property(event, ICAL_ORGANIZER_PROPERTY)
      .flatMap { icalproperty_get_organizer($0) }.flatMap(EventReader.address)
    attendees = EventReader.attendees(event)
    occurrence = icalcomponent_get_first_property(event, ICAL_RECURRENCEID_PROPERTY).flatMap(EventReader.occurrence)
  }

  private static func attendees(_ event: OpaquePointer) -> [(String, icalparameter_partstat)] {
    var found: [(String, icalparameter_partstat)] = []
    var property = icalcomponent_get_first_property(event, ICAL_ATTENDEE_PROPERTY)
    while let attendee = property, found.count < mostAttendees {
      if let address = icalproperty_get_attendee(attendee).flatMap(address),
        let said = icalproperty_get_first_parameter(attendee, ICAL_PARTSTAT_PARAMETER)
      {
        found.append((address, icalparameter_get_partstat(said)))
      }
      property = icalcomponent_get_next_property(event, ICAL_ATTENDEE_PROPERTY)
    }
    return found
  }

  private static func occurrence(_ property: OpaquePointer) -> InvitationAnswer.Occurrence? {
    let time = icalproperty_get_recurrenceid(property)
    if let instant = instant(time) { return .at(instant) }
    guard isTime(time), let text = icaltime_as_ical_string_r(icaltime_normalize(time)) else { return nil }
    defer { icalmemory_free_buffer(text) }
    let zone = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER).flatMap { icalparameter_get_tzid($0) }
    return .local(String(cString: text), zone: zone.map { String(String(cString: $0).prefix(100)) } ?? "")
  }

  /// nil for a time that is none, or none of UTC.
  private static func instant(_ time: icaltimetype) -> Instant? {
    guard isTime(time), icaltime_is_utc(time) != 0 else { return nil }
    return Instant(seconds: Int(icaltime_as_timet_with_zone(time, icaltimezone_get_utc_timezone())))
  }

  /// The library takes any digits for a time, and counts with them beyond all numbers.
  private static func isTime(_ time: icaltimetype) -> Bool {
    icaltime_is_null_time(time) == 0 && time.is_date == 0 && (1970...2200).contains(time.year)
      && (1...12).contains(time.month) && (1...31).contains(time.day) && (0...23).contains(time.hour)
      && (0...59).contains(time.minute) && (0...60).contains(time.second)
  }

  private static func address(_ text: UnsafePointer<CChar>) -> String? {
    let text = String(cString: text).lowercased()
    return text.hasPrefix("mailto:") ? String(text.dropFirst("mailto:".count)) : nil
  }
}
