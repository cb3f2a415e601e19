import Domain
import FunctionContract
import FunctionShell
import JSON
import Store
import StoreShell

/// Claims due enrolments, decides with the planner, reserves deliveries and announces them to the senders.
@main
struct ScheduleTick: FunctionHandler, ~Copyable {
  static let name = "schedule-tick"
  static let eventType = "timer.schedule-tick"

  private var database: Database
  private let letters: Instant.Span?

  static func main() { FunctionShell.run(ScheduleTick.self) }

  init(environment: Environment) throws(HandlerFailure) {
    let letters = try ScheduleTick.letters(environment)
    let url = try environment.require("DATABASE_URL")
    self.letters = letters
    database = Database(ConnectionSettings(url: url, applicationName: ScheduleTick.name, reachesByKey: true))
  }

  /// `REKINDLE_LETTER_WINDOW` in hours: a day where nothing is said, nil for 0.
  private static func letters(_ environment: Environment) throws(HandlerFailure) -> Instant.Span? {
    let text = environment["REKINDLE_LETTER_WINDOW"] ?? "24"
    guard let hours = Int(text), (0...168).contains(hours) else {
      throw HandlerFailure(
        .configuration, "Configuration.Invalid", "REKINDLE_LETTER_WINDOW must be a number of hours from 0 to 168")
    }
    return hours == 0 ? nil : .hours(hours)
  }

  mutating func handle(_ invocation: Invocation) throws(HandlerFailure) -> Reply {
    guard case .event(let event) = invocation.input, event.type == ScheduleTick.eventType else {
      throw HandlerFailure(.badEvent, "Event.Type", "schedule-tick takes events of the type \(ScheduleTick.eventType)")
    }
    let campaign = event.data?["campaign"]?.string
    let tick = Tick(
      now: invocation.now, deadline: invocation.deadline, campaign: campaign, place: .init(event.data), letters: letters
    )
    let outcome: TickOutcome
    if campaign != nil {  // none that could stand for a minute's: whoever asked keeps a record of it
      outcome = try ScheduleTick.run(tick, &database)
    } else {
      outcome = try database.logged(ScheduleTick.name, invocation) { (database) throws(HandlerFailure) in
        try ScheduleTick.run(tick, &database)
      } counts: {
        $0.counts
      }
    }
    return .done(result: .object(outcome.counts), events: outcome.announcements.events(from: invocation))
  }

  private static func run(_ tick: Tick, _ database: inout Database) throws(HandlerFailure) -> TickOutcome {
    try database.perform { (database) throws(StoreError) in
      var tick = tick
      try tick.run(&database)
      return tick.outcome
    }
  }
}
