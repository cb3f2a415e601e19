public import Domain
public import FunctionContract
public import FunctionShell
import JSON
public import Store
import Transport

/// What the send handlers have in common: an event of delivery ids in, messages out, counts back (DESIGN §7).
public struct SendHandler<Sender: MessageChannel>: ~Copyable {
  private let name: String
  private let channel: Sender
  private let settings: SendSettings
  private var database: Database
  private var library = CampaignLibrary(channel: Sender.channel)
  private var client: ProviderClient?

  public init(name: String, channel: Sender, environment: Environment) throws(HandlerFailure) {
    self.name = name
    self.channel = channel
    settings = try SendSettings(environment)
    database = Database(
      ConnectionSettings(url: try environment.require("DATABASE_URL"), applicationName: name))
  }

  /// Sends the announced deliveries; those that there is no time for are announced again.
  public mutating func handle(_ invocation: Invocation) throws(HandlerFailure) -> Reply {
    let ids = try announcedIDs(invocation)
    let client = try transport()
    let (counts, left) = try database.perform { (database) throws(StoreError) in
      try database.withConnection { (connection) throws(StoreError) in
        try send(ids, invocation, client, connection)
      }
    }
    guard !left.isEmpty else { return .done(result: counts.json) }
    return .done(
      result: counts.json,
      events: [
        .emitted(
          by: name, from: invocation, key: "rest", type: eventType, data: ["ids": .array(left.map(JSON.integer))])
      ])
  }

  private var eventType: String { "delivery.\(Sender.channel.rawValue).due" }

  private mutating func send(
    _ ids: [Int], _ invocation: Invocation, _ client: ProviderClient, _ connection: borrowing Connection
  ) throws(StoreError) -> (SendCounts, left: [Int]) {
    let clock = SendClock(invocation)
    var counts = SendCounts()
    counts.announced = ids.count
    if try connection.first(ReadBreaker(provider: channel.provider, now: clock.now)) != nil {
      counts.waiting = ids.count
      return (counts, [])
    }
    let due = try connection.run(ReadDueDeliveries(ids: ids, channel: Sender.channel, now: clock.now))
    var composer = Composer(channel: channel, settings: settings, now: invocation.now)
    let chunks = try composer.chunks(of: due, &library, connection)
    if !composer.skips.isEmpty { counts.skipped += try connection.execute(SkipDeliveries(skips: composer.skips)) }
    var dispatcher = Dispatcher(
      channel: channel, library: library, settings: settings, client: client, clock: clock,
      deadline: invocation.deadline)
    let left = try dispatcher.send(chunks, connection)
    return (counts.adding(dispatcher.counts), left)
  }

  private func announcedIDs(_ invocation: Invocation) throws(HandlerFailure) -> [Int] {
    guard case .event(let event) = invocation.input, event.type == eventType else {
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

  private mutating func transport() throws(HandlerFailure) -> ProviderClient {
    if let client { return client }
    do throws(TransportError) {
      let made = try ProviderClient(limits: TransferLimits(total: .seconds(10), connectionsPerHost: settings.concurrency))
      client = made
      return made
    } catch {
      throw HandlerFailure(.software, "Transport.Unavailable", error.description)
    }
  }
}
