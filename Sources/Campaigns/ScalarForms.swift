import Domain

/// How authors write spans, shares, windows and stages.
enum ScalarForms {
  private static let units: [String: Instant.Span] = [
    "second": .seconds(1), "minute": .minutes(1), "hour": .hours(1), "day": .days(1), "week": .days(7),
  ]

  /// `7 days`, `1 hour`, `90 minutes`, `300 seconds`, `2 weeks`.
  static func span(_ text: String) -> Instant.Span? {
    let words = text.split(separator: " ")
    guard words.count == 2, let count = count(words[0]) else { return nil }
    let unit = words[1].hasSuffix("s") ? words[1].dropLast() : words[1]
    return units[String(unit)].map { $0 * count }
  }

  /// A whole number without sign.
  static func count(_ text: some StringProtocol) -> Int? {
    guard !text.isEmpty, text.count <= 6, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    return Int(text)
  }

  /// `120` or `99.50`: more than nothing, with two decimals at most.
  static func amount(_ text: String) -> Money? {
    guard let amount = Money(text), amount > .zero, amount.millionths % 10_000 == 0 else { return nil }
    return amount
  }

  /// `true` or `false`.
  static func truth(_ text: String) -> Bool? { ["true": true, "false": false][text] }

  /// `100%` or `2.5%` in hundredths of a percent, up to 10,000.
  static func share(_ text: String) -> Int? {
    guard text.hasSuffix("%") else { return nil }
    let parts = text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = parts.first.flatMap({ count($0) }), parts.count <= 2 else { return nil }
    let decimals = parts.count == 2 ? parts[1] : "0"
    guard decimals.count <= 2, let fraction = count(decimals) else { return nil }
    let share = whole * 100 + (decimals.count == 1 ? fraction * 10 : fraction)
    return share <= 10_000 ? share : nil
  }

  /// `08:00-20:00` in minutes of the day; the end may be `24:00`.
  static func window(_ text: String) -> SendWindow? {
    let ends = text.split(separator: "-")
    guard ends.count == 2, let from = minute(ends[0]), let to = minute(ends[1]), from < to else { return nil }
    return SendWindow(from: from, to: to)
  }

  private static func minute(_ text: Substring) -> Int? {
    let parts = text.split(separator: ":")
    guard parts.count == 2, parts[0].count == 2, parts[1].count == 2, let hour = count(parts[0]),
      let minute = count(parts[1]), minute < 60, hour * 60 + minute <= 24 * 60
    else { return nil }
    return hour * 60 + minute
  }

  /// `1`, `2-3` or `6+` as first and last message number; no last where the stage is open.
  static func stage(_ text: String) -> (from: Int, to: Int?)? {
    if text.hasSuffix("+") { return count(text.dropLast()).map { ($0, nil) } }
    let ends = text.split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count <= 2, let from = ends.first.flatMap({ count($0) }), let to = ends.last.flatMap({ count($0) }),
      from > 0, from <= to
    else { return nil }
    return (from, to)
  }

  /// A folder's, topic's or message's name.
  static func slug(_ text: String) -> String? {
    let isAllowed = { (byte: UInt8) in
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || byte == UInt8(ascii: "-")
    }
    guard text.utf8.allSatisfy(isAllowed), !text.hasPrefix("-"), !text.hasSuffix("-"), !text.contains("--"),
      (1...40).contains(text.utf8.count)
    else { return nil }
    return text
  }
}
