import CCalendar
import Domain

/// Moments as iCalendar writes them: in UTC, or by the clocks of a zone.
struct CalendarTime {
  private let clocks: ClockRules?

  init(_ clocks: ClockRules?) { self.clocks = clocks }

  static func utc(_ instant: Instant) -> icaltimetype {
    icaltime_from_timet_with_zone(instant.seconds, 0, icaltimezone_get_utc_timezone())
  }

  /// What a clock shows that is `seconds` ahead of UTC.
  static func local(_ instant: Instant, _ seconds: Int) -> icaltimetype {
    var time = utc(instant + .seconds(seconds))
    time.zone = nil
    return time
  }

  /// A property that holds a moment.
  func property(_ make: (icaltimetype) -> OpaquePointer?, _ instant: Instant) -> OpaquePointer? {
    guard let clocks, let seconds = clocks.seconds(at: instant) else { return make(CalendarTime.utc(instant)) }
    let property = make(CalendarTime.local(instant, seconds))
    icalproperty_add_parameter(property, icalparameter_new_tzid(clocks.zone))
    return property
  }
}
