import Domain
import FunctionContract
import FunctionShell
import JSON
import Store
import StoreShell

/// Counts what reports read, each hour and each night.
///
/// Late opens and clicks reach the day of their message: each hour the messages of a week are counted anew, with the
/// episodes that go on, and money where it has changed; by the first run of a day those of a month, and days that no run has
/// counted. That run also judges whose window has closed in campaigns that hold learners out, and learns the hours in which
/// recipients learn.
@main
struct Rollup: FunctionHandler, ~Copyable {
  static let name = "rollup"
  static let eventType = "timer.rollup"

  private var database: Database

  static func main() { FunctionShell.run(Rollup.self) }

  init(environment: Environment) throws(HandlerFailure) {
    database = Database(
      ConnectionSettings(
        url: try environment.require("DATABASE_URL"), applicationName: Rollup.name,
        timeouts: Timeouts(statement: .minutes(4))))
  }

  mutating func handle(_ invocation: Invocation) throws(HandlerFailure) -> Reply {
    guard case .event(let event) = invocation.input, event.type == Rollup.eventType else {
      throw HandlerFailure(.badEvent, "Event.Type", "rollup takes events of the type \(Rollup.eventType)")
    }
    let asked = try Rollup.days(event.data)
    let counts = try database.logged(Rollup.name, invocation) { (database) throws(HandlerFailure) in
      try database.perform { (database) throws(StoreError) -> [String: JSON] in
        let uncounted = try database.first(DaysToCount(now: invocation.now)) ?? 0
        let isNightly = uncounted > 0 || asked != nil
        let days = max(asked ?? (isNightly ? 30 : 7), uncounted)
        var counts: [String: JSON] = ["days": .integer(days)]
        // Before the days are counted: whatever fails here is done again by the next run.
        if isNightly { counts["hours_known"] = .integer(try database.first(LearnHours(now: invocation.now)) ?? 0) }
        counts["rows"] = .integer(try Rollup.count(days, &database, invocation.now))
        counts["judged"] = .integer(try Rollup.judge(&database, invocation.now))
        counts["episodes"] = .integer(try Rollup.countEpisodes(&database, invocation.now))
        counts["money"] = .integer(try Rollup.countMoney(&database))
        return counts
      }
    } counts: {
      $0
    }
    return .done(result: .object(counts))
  }

  /// Counts full days before today, the oldest first: months apart, each in a transaction of its own, so that what a deadline cuts
  /// short goes on from there.
  private static func count(_ days: Int, _ database: inout Database, _ now: Instant) throws(StoreError) -> Int {
    var rows = 0
    for first in stride(from: days, to: 0, by: -30) {
      let month = DaysBefore(first, until: max(first - 30, 0))
      rows += try database.transaction { (connection) throws(StoreError) in
        try connection.execute(ClearAnalytics(now: now, days: month))
        let written = try connection.execute(RollUpAnalytics(now: now, days: month))
        try connection.execute(RollUpCourses(now: now, days: month))
        try connection.execute(RollUpMonths(now: now, days: month))
        return written
      }
    }
    return rows
  }

  private static func countEpisodes(_ database: inout Database, _ now: Instant) throws(StoreError) -> Int {
    try database.transaction { (connection) throws(StoreError) in
      try connection.first(RollUpEpisodes(now: now))
    } ?? 0
  }

  private static func countMoney(_ database: inout Database) throws(StoreError) -> Int {
    try database.transaction { (connection) throws(StoreError) in try connection.first(RollUpMoney()) } ?? 0
  }

  /// Page by page, each a transaction of its own.
  private static func judge(_ database: inout Database, _ now: Instant) throws(StoreError) -> Int {
    let page = JudgeOutcomes(now: now)
    var sum = 0
    while true {
      let judged = try database.transaction { (connection) throws(StoreError) in try connection.first(page) } ?? 0
      sum += judged
      if judged < page.limit { return sum }
    }
  }

  /// How many full local days before today the event asks for; nil where it does not say.
  private static func days(_ data: JSON?) throws(HandlerFailure) -> Int? {
    guard let given = data?["days"] else { return nil }
    guard let days = given.integer, (1...90).contains(days) else {
      throw HandlerFailure(.badEvent, "Event.Data", "data.days must be a whole number from 1 to 90")
    }
    return days
  }
}
