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
  static let dailyType = DetectRun.Round.daily.rawValue

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
    if let place = TrialRequests.Place(event.data), event.type == Detect.dailyType {
      return try reply(invocation) { (run, database) throws(StoreError) in try run.goOn(from: place, &database) }
    }
    if event.type == Detect.dailyType, let campaign = event.data?["campaign"]?.string {
      return try ask(campaign, invocation)
    }
    if let round = DetectRun.Round(rawValue: event.type) {
      return try reply(invocation) { (run, database) throws(StoreError) in try run.everybody(round, &database) }
    }
    if let news = try News(event) { return try hear(news, invocation) }
    throw HandlerFailure(
      .badEvent, "Event.Type",
      "detect takes events of the types timer.detect, detect.hourly, detect.told and lms.*")
  }

  /// Everybody, or what a run before left over.
  private mutating func reply(
    _ invocation: Invocation, _ work: (DetectRun, inout Database) throws(StoreError) -> DetectCounts
  ) throws(HandlerFailure) -> Reply {
    let counts = try database.logged(Detect.name, invocation) { (database) throws(HandlerFailure) in
      try database.perform { (database) throws(StoreError) in try work(DetectRun(now: invocation.now), &database) }
    } counts: {
      $0.json
    }
    return .done(result: .object(counts.json), events: counts.requests.events(from: invocation))
  }

  /// Everybody, but of one campaign alone: no run that could stand for a day's, so whoever asked keeps a record of it.
  private mutating func ask(_ campaign: String, _ invocation: Invocation) throws(HandlerFailure) -> Reply {
    let counts = try database.perform { (database) throws(StoreError) in
      try DetectRun(now: invocation.now).everybody(in: campaign, &database)
    }
    return .done(result: .object(counts.json), events: counts.requests.events(from: invocation))
  }

  /// A few learners, at once: what the platform just told may meet a goal, begin a campaign or move a step.
  private mutating func hear(_ news: News, _ invocation: Invocation) throws(HandlerFailure) -> Reply {
    let counts = try database.perform { (database) throws(StoreError) in
      try DetectRun(now: invocation.now).hear(news, &database)
    }
    let tick = CloudEvent.emitted(
      by: Detect.name, from: invocation, key: "tick", type: "timer.schedule-tick", mergeKey: "now")
    return .done(result: .object(counts.json), events: counts.isUrgent ? [tick] : [])
  }
}
