import Domain
import FunctionContract
import FunctionShell
import JSON
import Store
import StoreShell

/// Enrols whomever the campaigns' segments name; closes the enrolments whose goal is met (REQ-0-20 to REQ-0-29).
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
    if let round = DetectRun.Round(rawValue: event.type) { return try detect(round, invocation) }
    if let news = try News(event) { return try hear(news, invocation) }
    throw HandlerFailure(
      .badEvent, "Event.Type",
      "detect takes events of the types timer.detect, detect.hourly, detect.told and lms.*")
  }

  /// Everybody, in the campaigns that this round asks.
  private mutating func detect(
    _ round: DetectRun.Round, _ invocation: Invocation
  ) throws(HandlerFailure) -> Reply {
    let counts = try database.logged(Detect.name, invocation) { (database) throws(HandlerFailure) in
      try database.perform { (database) throws(StoreError) in
        try DetectRun(now: invocation.now).everybody(round, &database)
      }
    } counts: {
      $0.json
    }
    return .done(result: .object(counts.json), events: counts.requests.flatMap { $0.events(from: invocation) })
  }

  /// A few learners, at once: what the platform just told may meet a goal, begin a campaign or move a step.
  private mutating func hear(_ news: News, _ invocation: Invocation) throws(HandlerFailure) -> Reply {
    let counts = try database.perform { (database) throws(StoreError) in
      try DetectRun(now: invocation.now).hear(news, &database)
    }
    let tick = CloudEvent.emitted(by: Detect.name, from: invocation, key: "tick", type: "timer.schedule-tick")
    return .done(result: .object(counts.json), events: counts.isUrgent ? [tick] : [])
  }
}
