public import Channels
import Domain
public import FunctionContract
public import FunctionShell
public import Sending
public import Store
import Transport

/// The outlet of a channel whose messages a provider carries, or where that one refuses us, the one that takes over.
public struct Wire<Sender: MessageChannel>: Outlet {
  /// The provider that carries the messages, and behind it the one that takes over.
  private let lines: [Line<Sender.Message>]
  private let client: ProviderClient
  /// Requests in flight at once, in one process.
  private let concurrency: Int
  /// The folder of the journals; nil where none are kept.
  private let journals: String?
  private let journal: Journal?

  /// The wire to the providers among `known` that the settings choose, `usual` where they name none; throws 78 and names
  /// the setting at fault.
  public init(
    _ known: [any Provider<Sender.Message>.Type], usual: String? = nil, _ environment: Environment
  ) throws(HandlerFailure) {
    let providers: [any Provider<Sender.Message>]
    do throws(ProviderSettingError) {
      providers = try Settings(environment.values).providers(of: Sender.channel, among: known, usual: usual)
    } catch {
      throw HandlerFailure(.configuration, "Configuration.Invalid", error.description)
    }
    let text = environment["REKINDLE_SEND_CONCURRENCY"] ?? "256"
    guard let concurrency = Int(text), (1...1000).contains(concurrency) else {
      throw HandlerFailure(
        .configuration, "Configuration.Invalid", "REKINDLE_SEND_CONCURRENCY must be a number from 1 to 1000")
    }
    self.concurrency = concurrency
    journals = environment["REKINDLE_JOURNAL_FOLDER"]
    let journal = journals.flatMap { Journal(folder: $0, name: Sender.channel.rawValue) }
    self.journal = journal
    do throws(TransportError) {
      // Without a journal all that was claimed is in doubt, wherever it waits.
      lines = try providers.map { (provider) throws(TransportError) in
        try Line(provider, pace: Pace(least: journal == nil ? concurrency : Pace.least, most: concurrency))
      }
      client = try ProviderClient(limits: TransferLimits(total: .seconds(10), connectionsPerHost: concurrency))
    } catch {
      throw HandlerFailure(.software, "Transport.Unavailable", error.description)
    }
  }

  public var name: String { lines[0].name }

  public func send(
    _ ledger: inout LedgerSend<Sender>, _ database: inout Database
  ) throws(StoreError) -> [Int] {
    guard let line = try openLine(&database, now: ledger.clock.now) else {
      ledger.counts.waiting = ledger.counts.announced
      return []
    }
    ledger.outlet = line.name
    // What the first provider refuses soon finds its breaker open.
    if lines.count > 1 { ledger.pauseAfterRefusal = .minutes(1) }
    var dispatcher = Dispatcher(ledger, line: line, client: client, journal: journal, concurrency: concurrency)
    defer { ledger = dispatcher.ledger }
    do throws(StoreError) {
      let left = journals.map { AbandonedJournal.paths(folder: $0, name: Sender.channel.rawValue) } ?? []
      try database.withConnection { (connection) throws(StoreError) in
        try dispatcher.takeOver(left, connection)
        try dispatcher.run(connection)
      }
    } catch {
      // Also after an error that will not pass: what is on the wire must not be taken for the answers of the next event.
      guard try dispatcher.recover(&database), error.isPassing else { throw error }
    }
    return dispatcher.left
  }

  /// The first line whose breaker is closed and whose key is there; nil where the messages have to wait.
  ///
  /// A claim names its provider and goes to no other: whoever takes over gets what is not claimed.
  private func openLine(_ database: inout Database, now: Instant) throws(StoreError) -> Line<Sender.Message>? {
    for line in lines where try database.first(ReadBreaker(provider: line.name, now: now)) == nil {
      do throws(AWSKeyring.Failure) {
        client.credentials = try line.keyring?.current()
        return line
      } catch {
        if error.mayPass { return nil }
        try database.execute(OpenBreaker(provider: line.name, now: now, code: error.code))
      }
    }
    return nil
  }
}
