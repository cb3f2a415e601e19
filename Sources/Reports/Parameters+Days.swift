import Access
import Domain

extension Parameters {
  /// The day named so, as `2026-11-20`; nil where it is absent.
  func day(_ name: String) throws(Problem) -> String? {
    guard let text = self[name] else { return nil }
    guard text.utf8.count == 10, text >= "1970-01-01", Instant(rfc3339: text + "T00:00:00Z") != nil else {
      throw .parameter("\(name) must be a day such as 2026-11-20")
    }
    return text
  }

  /// The days `from` and `to`, each of which may be left to the report; refused the wrong way round, and where they are more
  /// than `most` days.
  func days(atMost most: Int, now: Instant) throws(Problem) -> (first: String?, last: String?) {
    let days = (first: try day("from"), last: try day("to"))
    guard let first = days.first, let from = Instant(rfc3339: first + "T00:00:00Z") else { return days }
    let last = days.last.flatMap { Instant(rfc3339: $0 + "T00:00:00Z") }
    if let last, last < from { throw .parameter("from must not be after to") }
    if (last ?? now) - from > .days(most) { throw .parameter("from and to must lie within \(most) days here") }
    return days
  }

  /// The currency, as three letters of ISO 4217; nil for all.
  func currency() throws(Problem) -> String? {
    guard let text = self["currency"] else { return nil }
    guard text.utf8.count == 3, text.utf8.allSatisfy({ ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }) else {
      throw .parameter("currency must be three letters, such as EUR")
    }
    return text.uppercased()
  }
}
