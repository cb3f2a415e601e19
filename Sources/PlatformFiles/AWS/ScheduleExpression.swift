import FunctionContract

/// A schedule as AWS writes it: `cron(minute hour day month weekday year)`, with `?` for the day that says nothing.
enum ScheduleExpression {
  private static let weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]

  /// The same firings.
  static func text(_ cron: CronExpression) -> String {
    let fields = cron.description.split(separator: " ").map(String.init)
    let weekday = fields[4]
    let days = weekday == "*" ? [fields[2], "?"] : ["?", names(of: weekday)]
    return "cron(\(steps(fields[0], from: 0)) \(steps(fields[1], from: 0)) \(steps(days[0], from: 1)) "
      + "\(steps(fields[3], from: 1)) \(days[1]) *)"
  }

  /// Whether AWS can say it: a day of the month or a weekday, not either of both.
  static func isExpressible(_ cron: CronExpression) -> Bool {
    let fields = cron.description.split(separator: " ")
    return fields[2] == "*" || fields[4] == "*"
  }

  /// `*/15` starts where the field starts.
  private static func steps(_ field: String, from first: Int) -> String {
    field.hasPrefix("*/") ? "\(first)\(field.dropFirst())" : field
  }

  /// AWS counts weekdays from 1, POSIX from 0: names are the same for both.
  private static func names(of field: String) -> String {
    guard let cron = CronExpression("* * * * \(field)") else { return field }
    return weekdays.enumerated().filter { cron.matches(minute: 0, hour: 0, day: 1, month: 1, weekday: $0.offset) }
      .map(\.element).joined(separator: ",")
  }
}
