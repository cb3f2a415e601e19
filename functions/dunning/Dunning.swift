import Domain
import FunctionContract
import FunctionShell
import JSON
import Store
import StoreShell

/// Asks the host for what only it can do about a debt: to try a failed payment again, or to hand an overdue instalment over to a
/// person; nothing is ever charged here (REQ-3-10, REQ-3-11, REQ-3-32, REQ-3-33).
@main
struct Dunning: FunctionHandler, ~Copyable {
  static let name = "dunning"
  static let eventType = "timer.dunning"
  static let retriesSetting = "REKINDLE_PAYMENT_RETRIES"

  private let mostAttempts: Int
  private var database: Database

  static func main() { FunctionShell.run(Dunning.self) }

  init(environment: Environment) throws(HandlerFailure) {
    let url = try environment.require("DATABASE_URL")
    let retries = environment[Dunning.retriesSetting] ?? "3"
    guard let mostAttempts = Int(retries), (0...20).contains(mostAttempts) else {
      throw HandlerFailure(
        .configuration, "Configuration.Invalid", "\(Dunning.retriesSetting) must be a whole number from 0 to 20")
    }
    self.mostAttempts = mostAttempts
    database = Database(
      ConnectionSettings(url: url, applicationName: Dunning.name, timeouts: Timeouts(statement: .minutes(1))))
  }

  mutating func handle(_ invocation: Invocation) throws(HandlerFailure) -> Reply {
    guard case .event(let event) = invocation.input, event.type == Dunning.eventType else {
      throw HandlerFailure(.badEvent, "Event.Type", "dunning takes events of the type \(Dunning.eventType)")
    }
    let rounds = DunningRound.rounds(of: event, now: invocation.now)
    guard let round = rounds.first else {
      throw HandlerFailure(
        .badEvent, "Event.Data", "data.round must be retries or handovers, data.campaign one of theirs")
    }
    let requests = try ask(round, event, invocation)
    let further = rounds.dropFirst().map { round in
      CloudEvent.emitted(
        by: Dunning.name, from: invocation, key: round.rawValue, type: Dunning.eventType,
        data: ["round": .string(round.rawValue)])
    }
    return .done(
      result: ["asked": .integer(requests.count)],
      events: requests.events(from: invocation, campaign: event.data?["campaign"]) + further)
  }

  /// One page of a round; a run by a campaign's name is recorded by whoever asked for it.
  private mutating func ask(
    _ round: DunningRound, _ event: CloudEvent, _ invocation: Invocation
  ) throws(HandlerFailure) -> DunningRequests {
    let (after, most) = (event.data?["after"]?.integer, mostAttempts)
    guard event.data?["campaign"] == nil else {
      return try Dunning.requests(round, after, most, invocation.now, &database)
    }
    return try database.logged(round.job, invocation) { (database) throws(HandlerFailure) in
      try Dunning.requests(round, after, most, invocation.now, &database)
    } counts: {
      ["asked": .integer($0.count)]
    }
  }

  private static func requests(
    _ round: DunningRound, _ after: Int?, _ mostAttempts: Int, _ now: Instant, _ database: inout Database
  ) throws(HandlerFailure) -> DunningRequests {
    try database.perform { (database) throws(StoreError) in
      let rows =
        switch round {
        case .retries:
          try database.run(
            AskForRetries(now: now, after: after, mostAttempts: mostAttempts, limit: DunningRequests.most))
        case .handovers: try database.run(AskForHandovers(now: now, after: after, limit: DunningRequests.most))
        }
      return DunningRequests(round: round, rows: rows)
    }
  }
}
