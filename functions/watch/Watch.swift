import Domain
import FunctionContract
import FunctionShell
import JSON
import Reports
import Store
import StoreShell

/// Looks at every guardrail over five-minute buckets that are closed, and acts: opens and ends incidents, pauses campaigns, tells
/// operators, and mails them the review of the week (REQ-0-87 to REQ-0-91, REQ-4-90).
@main
struct Watch: FunctionHandler, ~Copyable {
  static let name = "watch"
  static let eventType = "timer.watch"

  private let operators: Operators
  private var database: Database

  static func main() { FunctionShell.run(Watch.self) }

  init(environment: Environment) throws(HandlerFailure) {
    let url = try environment.require("DATABASE_URL")
    operators = try Operators(environment)
    database = Database(
      ConnectionSettings(
        url: url, applicationName: Watch.name, timeouts: Timeouts(statement: .minutes(1), lock: .seconds(20))))
  }

  mutating func handle(_ invocation: Invocation) throws(HandlerFailure) -> Reply {
    guard case .event(let event) = invocation.input, event.type == Watch.eventType else {
      throw HandlerFailure(.badEvent, "Event.Type", "watch takes events of the type \(Watch.eventType)")
    }
    let operators = operators
    let counts = try database.logged(Watch.name, invocation) { (database) throws(HandlerFailure) in
      try database.perform { (database) throws(StoreError) -> [String: JSON] in
        var counts = try Watch.look(operators, invocation.now, &database)
        try Review.prepare(for: operators, now: invocation.now, &database)
        counts.merge(try Notices(operators, invocation).deliver(&database)) { $1 }
        return counts
      }
    } counts: {
      $0
    }
    return .done(result: .object(counts))
  }

  /// Looks, and notes what was found in one transaction.
  private static func look(
    _ operators: Operators, _ now: Instant, _ database: inout Database
  ) throws(StoreError) -> [String: JSON] {
    let bucket = Instant.Span.minutes(5).seconds
    let until = Instant(seconds: now.seconds / bucket * bucket)
    let readings = GuardrailReading.all(try database.run(ReadGuardrails(now: until)))
    let figures = readings.map { reading in
      NoteFigures.Figure(
        guardrail: reading.guardrail.name, subject: reading.subject, state: reading.state.rawValue,
        value: reading.figure ?? 0, count: reading.count)
    }
    let noted = try database.first(NoteFigures(until: until, figures: figures, receivers: operators.receivers))
    return [
      "beyond": .integer(readings.count { $0.state == .beyond }), "opened": .integer(noted?.opened ?? 0),
      "resolved": .integer(noted?.resolved ?? 0), "paused": .integer(noted?.paused ?? 0),
    ]
  }
}
