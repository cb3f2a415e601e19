import Domain
public import FunctionContract
public import FunctionShell
import JSON
import Store
import StoreShell
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
    let settings = try SendSettings(environment)
    let url = try environment.require("DATABASE_URL")
    self.name = name
    self.channel = channel
    self.settings = settings
    database = Database(ConnectionSettings(url: url, applicationName: name, reachesByKey: true))
  }

  /// Sends the announced deliveries; those that there is no time for are announced again.
  public mutating func handle(_ invocation: Invocation) throws(HandlerFailure) -> Reply {
    let ids = try announcedIDs(invocation)
    let client = try transport()
    var run = SendRun(channel: channel, settings: settings, library: library, client: client, invocation: invocation)
    try database.perform { (database) throws(StoreError) in
      try database.withConnection { (connection) throws(StoreError) in try run.send(ids, connection) }
    }
    library = run.library
    self.client = client
    guard !run.left.isEmpty else { return .done(result: run.counts.json) }
    let rest: JSON = ["ids": .array(run.left.map(JSON.integer))]
    return .done(
      result: run.counts.json,
      events: [.emitted(by: name, from: invocation, key: "rest", type: eventType, data: rest)])
  }

  private var eventType: String { "delivery.\(Sender.channel.rawValue).due" }

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

  /// The client, which comes back only from an event that ended well: what a failed one left on the wire must not be
  /// taken for the answers of the next.
  private mutating func transport() throws(HandlerFailure) -> ProviderClient {
    if let client = client.take() { return client }
    do throws(TransportError) {
      return try ProviderClient(limits: TransferLimits(total: .seconds(10), connectionsPerHost: settings.concurrency))
    } catch {
      throw HandlerFailure(.software, "Transport.Unavailable", error.description)
    }
  }
}
