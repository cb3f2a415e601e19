import FunctionContract

/// A cron schedule in systemd's words (systemd.time(7)).
enum OnCalendar {
  private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]

  /// The expressions that together fire in the same minutes: cron takes a month's day and a weekday as alternatives
  /// where both are given, systemd wants both.
  static func expressions(_ cron: CronExpression, in timeZone: String) -> [String] {
    let fields = cron.description.split(separator: " ").map(String.init)
    let time = "\(list(fields[1], from: "0")):\(list(fields[0], from: "0")):00 \(timeZone)"
    func expression(day: String, weekday: String) -> String {
      let date = "*-\(list(fields[3], from: "1"))-\(list(day, from: "1"))"
      return "\(weekday == "*" ? "" : names(of: weekday) + " ")\(date) \(time)"
    }
    let (day, weekday) = (fields[2], fields[4])
    if day.hasPrefix("*") || weekday.hasPrefix("*") { return [expression(day: day, weekday: weekday)] }
    return [expression(day: day, weekday: "*"), expression(day: "*", weekday: weekday)]
  }

  /// `1-5/2,9` as `1..5/2,9`, and `*/5` as `0/5`.
  private static func list(_ field: String, from first: String) -> String {
    field.replacing("*/", with: "\(first)/").replacing("-", with: "..")
  }

  /// Every weekday of a field by its name: systemd's week starts on Monday, so cron's ranges would not do.
  private static func names(of field: String) -> String {
    let days = (0...6).filter { day in
      CronExpression("0 0 * * \(field)")?.matches(minute: 0, hour: 0, day: 1, month: 1, weekday: day) == true
    }
    return days.map { weekdays[$0] }.joined(separator: ",")
  }
}
