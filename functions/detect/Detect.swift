import Domain
import FunctionContract
import FunctionShell
import JSON
import Store
import StoreShell

/// Finds who went quiet and enrols them; closes the enrolments whose goal is met (REQ-0-20 to REQ-0-29).
@main
struct Detect: FunctionHandler, ~Copyable {
  static let name = "detect"

  private var database: Database

  static func main() { FunctionShell.run(Detect.self) }

  init(environment: Environment) throws(HandlerFailure) {
    database = Database(
      ConnectionSettings(
        url: try environment.require("DATABASE_URL"), applicationName: Detect.name,
        timeouts: Timeouts(statement: .minutes(10), idleInTransaction: .seconds(30))))
  }

  mutating func handle(_ invocation: Invocation) throws(HandlerFailure) -> Reply {
    guard case .event(let event) = invocation.input else {
      throw HandlerFailure(.badEvent, "Event.Type", "detect takes events, not requests")
    }
    if event.type == "timer.detect" { return try detectAll(invocation) }
    if event.type.hasPrefix("lms.") { return try close(for: learner(of: event), invocation) }
    throw HandlerFailure(.badEvent, "Event.Type", "detect takes events of the types timer.detect and lms.*")
  }

  /// Every campaign, everybody.
  private mutating func detectAll(_ invocation: Invocation) throws(HandlerFailure) -> Reply {
    let counts = try database.logged(Detect.name, invocation) { (database) throws(HandlerFailure) in
      try database.perform { (database) throws(StoreError) in
        try DetectRun(now: invocation.now).everybody(&database)
      }
    } counts: {
      $0.json
    }
    return .done(result: .object(counts.json))
  }

  /// One learner's goals, at once: a completion that the platform just told.
  private mutating func close(for learner: Int, _ invocation: Invocation) throws(HandlerFailure) -> Reply {
    let counts = try database.perform { (database) throws(StoreError) in
      try DetectRun(now: invocation.now).close(learner, &database)
    }
    return .done(result: .object(counts.json))
  }

  private func learner(of event: CloudEvent) throws(HandlerFailure) -> Int {
    guard let learner = event.data?["user_id"]?.integer else {
      throw HandlerFailure(.badEvent, "Event.Data", "data.user_id must be the learner's id, an integer")
    }
    return learner
  }
}
