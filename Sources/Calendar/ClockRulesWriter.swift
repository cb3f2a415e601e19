import CCalendar
import Domain

/// A VTIMEZONE: each change of the clocks by itself, which every reader takes alike.
enum ClockRulesWriter {
  static func component(_ clocks: ClockRules) -> Component {
    let zone = Component(icalcomponent_new_vtimezone())
    zone.add(icalproperty_new_tzid(clocks.zone))
    var previous: Int?
    for (index, change) in clocks.changes.enumerated() {
      let next = clocks.changes.dropFirst(index + 1).first?.seconds
      let from = previous ?? change.seconds
      let isSummer = previous.map { change.seconds > $0 } ?? next.map { change.seconds > $0 } ?? false
      let observance = Component(isSummer ? icalcomponent_new_xdaylight() : icalcomponent_new_xstandard())
      observance.add(icalproperty_new_dtstart(CalendarTime.local(change.at, from)))
      observance.add(icalproperty_new_tzoffsetfrom(Int32(from)))
      observance.add(icalproperty_new_tzoffsetto(Int32(change.seconds)))
      zone.add(observance)
      previous = change.seconds
    }
    return zone
  }
}
