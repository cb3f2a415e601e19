extension Instant {
  /// The moments that RFC 3339 and PostgreSQL can both write: the years 1 to 9999 of UTC.
  public static let writable = Instant(seconds: -62_135_596_800)...Instant(microseconds: 253_402_300_799_999_999)

  /// Reads an RFC 3339 date-time such as `2026-11-20T07:30:00.5+05:30`; nil for anything else, and beyond `writable`.
  ///
  /// A blank instead of the `T` and offsets written `+05` or `+0530` are accepted too: PostgreSQL prints them.
  public init?(rfc3339 text: some StringProtocol) {
    var scanner = DateTimeScanner(Array(text.utf8))
    guard let instant = scanner.instant(), Instant.writable.contains(instant) else { return nil }
    self = instant
  }

  /// The instant as RFC 3339 in UTC, with as many fractional digits as it needs: `2026-11-20T02:00:00Z`.
  public var rfc3339: String {
    let days = seconds.flooredDivision(by: 86_400)
    let (year, month, day) = civil(fromDays: days)
    let second = seconds - days * 86_400
    var text = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))T"
    text += "\(padded(second / 3600, 2)):\(padded(second / 60 % 60, 2)):\(padded(second % 60, 2))"
    let fraction = microseconds - seconds * 1_000_000
    if fraction > 0 {
      var digits = padded(fraction, 6)
      while digits.last == "0" { digits.removeLast() }
      text += "." + digits
    }
    return text + "Z"
  }

  /// The UTC calendar date as `2026-11-20`.
  public var utcDate: String { String(rfc3339.prefix(10)) }
}

private func padded(_ value: Int, _ width: Int) -> String {
  let digits = String(value)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

// Proleptic Gregorian calendar by Howard Hinnant's era arithmetic (chrono-compatible low-level date algorithms).
private func days(fromYear year: Int, month: Int, day: Int) -> Int {
  let y = month <= 2 ? year - 1 : year
  let era = y.flooredDivision(by: 400)
  let yearOfEra = y - era * 400
  let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
  return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
}

private func civil(fromDays days: Int) -> (year: Int, month: Int, day: Int) {
  let z = days + 719_468
  let era = z.flooredDivision(by: 146_097)
  let dayOfEra = z - era * 146_097
  let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
  let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
  let monthIndex = (5 * dayOfYear + 2) / 153
  let month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
  return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * monthIndex + 2) / 5 + 1)
}

private struct DateTimeScanner {
  private let bytes: [UInt8]
  private var at = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func instant() -> Instant? {
    guard let year = digits(4), take("-"), let month = digits(2), take("-"), let day = digits(2),
      (1...12).contains(month), (1...monthLength(year, month)).contains(day),
      take("T") || take("t") || take(" "),
      let hour = digits(2), take(":"), let minute = digits(2), take(":"), let second = digits(2),
      hour < 24, minute < 60, second <= 60
    else { return nil }
    guard let fraction = fraction(), let offset = offset(), at == bytes.count else { return nil }
    let total = days(fromYear: year, month: month, day: day) * 86_400 + hour * 3600 + minute * 60 + second - offset
    return Instant(microseconds: total * 1_000_000 + fraction)
  }

  private mutating func fraction() -> Int? {
    guard take(".") else { return 0 }
    var value = 0
    var count = 0
    while at < bytes.count, let digit = digit(bytes[at]) {
      if count < 6 { value = value * 10 + digit }
      count += 1
      at += 1
    }
    guard count > 0 else { return nil }
    for _ in min(count, 6)..<6 { value *= 10 }
    return value
  }

  /// Seconds east of UTC.
  private mutating func offset() -> Int? {
    if take("Z") || take("z") { return 0 }
    let sign = take("+") ? 1 : take("-") ? -1 : 0
    guard sign != 0, let hours = digits(2), hours < 24 else { return nil }
    _ = take(":")
    guard at < bytes.count else { return sign * hours * 3600 }
    guard let minutes = digits(2), minutes < 60 else { return nil }
    return sign * (hours * 3600 + minutes * 60)
  }

  private mutating func digits(_ count: Int) -> Int? {
    guard at + count <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[at..<at + count] {
      guard let digit = digit(byte) else { return nil }
      value = value * 10 + digit
    }
    at += count
    return value
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard at < bytes.count, bytes[at] == UInt8(ascii: character) else { return false }
    at += 1
    return true
  }

  private func digit(_ byte: UInt8) -> Int? {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) ? Int(byte - UInt8(ascii: "0")) : nil
  }

  private func monthLength(_ year: Int, _ month: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }
}
