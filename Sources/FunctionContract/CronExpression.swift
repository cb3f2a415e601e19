/// A schedule of five fields: minute, hour, day of month, month, day of week (0 is Sunday); POSIX crontab.
public struct CronExpression: Sendable, Hashable, CustomStringConvertible {
  /// The expression as written: `15 0 * * *`.
  public let description: String
  private let minutes: Set<Int>
  private let hours: Set<Int>
  private let days: Set<Int>
  private let months: Set<Int>
  private let weekdays: Set<Int>
  private let isAnyDay: Bool
  private let isAnyWeekday: Bool
  /// Whether minutes and hours are named, as in `30 2 * * *`; `*` and `*/15` go on all the time, whatever the clock does.
  public let namesItsTime: Bool

  /// Reads numbers, `*`, ranges `a-b`, steps `*/n` and `a-b/n`, and lists of them; nil for anything else.
  public init?(_ text: String) {
    let fields = text.split(separator: " ", omittingEmptySubsequences: false)
    guard fields.count == 5, let minutes = CronExpression.values(fields[0], in: 0...59),
      let hours = CronExpression.values(fields[1], in: 0...23), let days = CronExpression.values(fields[2], in: 1...31),
      let months = CronExpression.values(fields[3], in: 1...12),
      let weekdays = CronExpression.values(fields[4], in: 0...7)
    else { return nil }
    description = text
    self.minutes = minutes
    self.hours = hours
    self.days = days
    self.months = months
    self.weekdays = Set(weekdays.map { $0 % 7 })
    isAnyDay = fields[2].hasPrefix("*")
    isAnyWeekday = fields[4].hasPrefix("*")
    namesItsTime = !fields[0].hasPrefix("*") && !fields[1].hasPrefix("*")
  }

  /// Whether the timer fires in this local minute; a month's day and a weekday are alternatives where both are given.
  ///
  /// - Parameter weekday: 0 for Sunday to 6 for Saturday.
  public func matches(minute: Int, hour: Int, day: Int, month: Int, weekday: Int) -> Bool {
    guard minutes.contains(minute), hours.contains(hour), months.contains(month) else { return false }
    if isAnyDay || isAnyWeekday { return days.contains(day) && weekdays.contains(weekday) }
    return days.contains(day) || weekdays.contains(weekday)
  }

  private static func values(_ field: Substring, in range: ClosedRange<Int>) -> Set<Int>? {
    var values: Set<Int> = []
    for item in field.split(separator: ",", omittingEmptySubsequences: false) {
      let parts = item.split(separator: "/", omittingEmptySubsequences: false)
      guard parts.count <= 2, let span = span(parts[0], in: range) else { return nil }
      let step = parts.count == 2 ? number(parts[1]) : 1
      guard let step, step > 0, parts.count == 1 || span.count > 1 else { return nil }
      values.formUnion(stride(from: span.lowerBound, through: span.upperBound, by: step))
    }
    return values
  }

  private static func span(_ text: Substring, in range: ClosedRange<Int>) -> ClosedRange<Int>? {
    if text == "*" { return range }
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map(number)
    guard ends.count <= 2, let first = ends.first ?? nil, let last = ends.last ?? nil, first <= last,
      range.contains(first), range.contains(last)
    else { return nil }
    return first...last
  }

  private static func number(_ text: Substring) -> Int? {
    text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
  }
}
