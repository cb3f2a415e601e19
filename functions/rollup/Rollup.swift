import Domain
import FunctionContract
import FunctionShell
import JSON
import Store
import StoreShell

/// Recomputes the daily analytics of the last days, since late opens and clicks reach the day of their message, and judges
/// whose window has closed in campaigns that hold learners out, and learns the hours in which recipients learn.
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
    let days = try Rollup.days(event.data)
    let counts = try database.logged(Rollup.name, invocation) { (database) throws(HandlerFailure) in
      try database.perform { (database) throws(StoreError) -> [String: JSON] in
        let rows = try database.transaction { (connection) throws(StoreError) in
          try connection.execute(ClearAnalytics(now: invocation.now, days: days))
          return try connection.execute(RollUpAnalytics(now: invocation.now, days: days))
        }
        return [
          "days": .integer(days), "rows": .integer(rows),
          "judged": .integer(try Rollup.judge(&database, invocation.now)),
          "hours_known": .integer(try database.first(LearnHours(now: invocation.now)) ?? 0),
        ]
      }
    } counts: {
      $0
    }
    return .done(result: .object(counts))
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

  /// Full local days before today: seven unless the event says otherwise.
  private static func days(_ data: JSON?) throws(HandlerFailure) -> Int {
    guard let given = data?["days"] else { return 7 }
    guard let days = given.integer, (1...90).contains(days) else {
      throw HandlerFailure(.badEvent, "Event.Data", "data.days must be a whole number from 1 to 90")
    }
    return days
  }
}
