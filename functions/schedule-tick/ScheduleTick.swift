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

  static func main() { FunctionShell.run(ScheduleTick.self) }

  init(environment: Environment) throws(HandlerFailure) {
    database = Database(
      ConnectionSettings(
        url: try environment.require("DATABASE_URL"), applicationName: ScheduleTick.name, reachesByKey: true))
  }

  mutating func handle(_ invocation: Invocation) throws(HandlerFailure) -> Reply {
    guard case .event(let event) = invocation.input, event.type == ScheduleTick.eventType else {
      throw HandlerFailure(.badEvent, "Event.Type", "schedule-tick takes events of the type \(ScheduleTick.eventType)")
    }
    let campaign = event.data?["campaign"]?.string
    let tick = Tick(now: invocation.now, deadline: invocation.deadline, campaign: campaign, place: .init(event.data))
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
