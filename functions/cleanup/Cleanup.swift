import Domain
import FunctionContract
import FunctionShell
import JSON
import Store
import StoreShell

/// Deletes what is past its retention; a suppression is never deleted.
@main
struct Cleanup: FunctionHandler, ~Copyable {
  static let name = "cleanup"
  static let eventType = "timer.cleanup"
  /// Episodes of one statement: short enough not to hold anybody up.
  static let batch = 2000

  private var database: Database

  static func main() { FunctionShell.run(Cleanup.self) }

  init(environment: Environment) throws(HandlerFailure) {
    database = Database(
      ConnectionSettings(
        url: try environment.require("DATABASE_URL"), applicationName: Cleanup.name,
        timeouts: Timeouts(statement: .minutes(2))))
  }

  mutating func handle(_ invocation: Invocation) throws(HandlerFailure) -> Reply {
    guard case .event(let event) = invocation.input, event.type == Cleanup.eventType else {
      throw HandlerFailure(.badEvent, "Event.Type", "cleanup takes events of the type \(Cleanup.eventType)")
    }
    let retention = try Retention(event.data)
    let (counts, isDone) = try database.logged(Cleanup.name, invocation) {
      (database) throws(HandlerFailure) -> (counts: [String: JSON], isDone: Bool) in
      try database.perform { (database) throws(StoreError) -> (counts: [String: JSON], isDone: Bool) in
        try Cleanup.clean(&database, retention, invocation)
      }
    } counts: {
      $0.counts
    }
    let rest: [CloudEvent] =
      isDone
      ? []
      : [.emitted(by: Cleanup.name, from: invocation, key: "continue", type: Cleanup.eventType, data: retention.json)]
    return .done(result: .object(counts), events: rest)
  }

  /// Batch after batch until nothing is left or time is up.
  private static func clean(
    _ database: inout Database, _ retention: Retention, _ invocation: Invocation
  ) throws(StoreError) -> (counts: [String: JSON], isDone: Bool) {
    let now = invocation.now
    try database.execute(RefreshTimeZones())
    let records = try database.first(DeleteOldRecords(before: now - .days(retention.recordDays), now: now))
    var episodes = 0
    var isDone = false
    while !isDone, invocation.deadline.remaining > .seconds(10) {
      let deleted = try database.execute(
        DeleteEpisodes(
          now: now, episodeAge: .days(retention.episodeDays), linkAge: .days(retention.linkDays), limit: batch))
      episodes += deleted
      isDone = deleted < batch
    }
    let counts: [String: JSON] = [
      "episodes": .integer(episodes), "runs": .integer(records?.runs ?? 0),
      "anomalies": .integer(records?.anomalies ?? 0), "host_events": .integer(records?.hostEvents ?? 0),
      "notices": .integer(records?.notices ?? 0), "replies": .integer(records?.replies ?? 0),
      "resolved": .integer(records?.resolved ?? 0), "memberships": .integer(records?.memberships ?? 0),
    ]
    return (counts, isDone)
  }
}
