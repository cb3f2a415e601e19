import Domain
public import FunctionContract
public import FunctionShell
import JSON
import Store
import StoreShell

/// What the send handlers have in common: an event of delivery ids in, messages out, counts back.
public struct SendHandler<Out: Outlet>: ~Copyable {
  private let name: String
  private let channel: Out.Sender
  private let outlet: Out
  private let settings: SendSettings
  private var database: Database
  private var library: CampaignLibrary<Out.Sender>

  public init(
    name: String, channel: Out.Sender, outlet: Out, environment: Environment
  ) throws(HandlerFailure) {
    let settings = try SendSettings(environment)
    let url = try environment.require("DATABASE_URL")
    self.name = name
    self.channel = channel
    self.outlet = outlet
    self.settings = settings
    library = CampaignLibrary(channel: channel)
    database = Database(ConnectionSettings(url: url, applicationName: name, reachesByKey: true))
  }

  /// Sends the announced deliveries; those that it did not come to are announced again.
  public mutating func handle(_ invocation: Invocation) throws(HandlerFailure) -> Reply {
    let isTest = if case .event(let event) = invocation.input { event.type == testType } else { false }
    let ids = try announcedIDs(invocation, type: isTest ? testType : eventType)
    let clock = SendClock(invocation)
    if isTest {
      let tests = TestSends(channel: channel, outlet: outlet, settings: settings, clock: clock)
      return .done(
        result: .object(
          try database.perform { (database) throws(StoreError) in try tests.send(ids, &database) }))
    }
    let composer = Composer(ids, channel: channel, settings: settings, library: library, clock: clock)
    var ledger = LedgerSend(
      composer, outlet: outlet.name, clock: clock, deadline: invocation.deadline, log: invocation.log,
      announced: ids.count)
    let outlet = outlet
    let left = try database.perform { (database) throws(StoreError) in
      try outlet.send(&ledger, &database)
    }
    library = ledger.library
    guard !left.isEmpty else { return .done(result: ledger.counts.json) }
    let rest: JSON = ["ids": .array(left.map(JSON.integer))]
    return .done(
      result: ledger.counts.json,
      events: [.emitted(by: name, from: invocation, key: "rest", type: eventType, data: rest)])
  }

  private var eventType: String { "delivery.\(Out.Sender.channel.rawValue).due" }
  private var testType: String { "delivery.\(Out.Sender.channel.rawValue).test" }

  private func announcedIDs(_ invocation: Invocation, type: String) throws(HandlerFailure) -> [Int] {
    guard case .event(let event) = invocation.input, event.type == type else {
      throw HandlerFailure(.badEvent, "Event.Type", "\(name) takes events of the type \(eventType)")
    }
    guard let elements = event.data?["ids"]?.array, (1...5000).contains(elements.count) else {
      throw HandlerFailure(.badEvent, "Event.Data", "data.ids must be a list of 1 to 5000 delivery ids")
    }
    let ids = elements.compactMap(\.integer)
    guard ids.count == elements.count else {
      throw HandlerFailure(.badEvent, "Event.Data", "every element of data.ids must be an integer")
    }
    return ids
  }
}
