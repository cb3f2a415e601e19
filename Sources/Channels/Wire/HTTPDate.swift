import Domain

/// Dates as HTTP and Internet mail write them.
enum HTTPDate {
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
  private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]

  /// Reads an IMF-fixdate such as `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 §5.6.7); nil for anything else.
  static func instant(_ text: String) -> Instant? {
    let parts = text.split(separator: " ")
    guard parts.count == 6, parts[0].utf8.count == 4, parts[5] == "GMT", parts[1].utf8.count == 2,
      parts[3].utf8.count == 4, let month = months.firstIndex(of: String(parts[2]))
    else { return nil }
    let number = month < 9 ? "0\(month + 1)" : "\(month + 1)"
    return Instant(rfc3339: "\(parts[3])-\(number)-\(parts[1])T\(parts[4])Z")
  }

  /// The `Date` of a message (RFC 5322 §3.3) in UTC: `Sun, 06 Nov 1994 08:49:37 +0000`.
  static func mail(_ instant: Instant) -> String {
    let date = Array(instant.rfc3339.utf8.prefix(19))
    let text = { (range: Range<Int>) in String(decoding: date[range], as: UTF8.self) }
    let day = instant.seconds / 86_400
    let month = months[(Int(text(5..<7)) ?? 1) - 1]
    return "\(weekdays[(day % 7 + 7) % 7]), \(text(8..<10)) \(month) \(text(0..<4)) \(text(11..<19)) +0000"
  }
}
