public import Channels
import Domain
public import FunctionContract
public import FunctionShell
import Glibc
public import Sending
public import Store
import Transport

/// The outlet of a channel whose messages a provider carries, or where that one refuses us, the one that takes over.
public struct Wire<Sender: MessageChannel>: Outlet {
  /// The provider that carries the messages, and behind it the one that takes over.
  let lines: [Line<Sender.Message>]
  let client: ProviderClient
  /// Requests in flight at once, in one process.
  private let concurrency: Int
  /// The folder of the journals; nil where none are kept.
  private let journals: String?
  private let journal: Journal?
  private let backlog = Backlog()

  /// The wire to the providers among `known` that the settings choose, `usual` where they name none; throws 78 and names
  /// the setting at fault.
  public init(
    _ known: [any Provider<Sender.Message>.Type], usual: String? = nil, _ environment: Environment
  ) throws(HandlerFailure) {
    let providers: [any Provider<Sender.Message>]
    do throws(ProviderSettingError) {
      providers = try Settings(environment.values).providers(of: Sender.channel.carrier, among: known, usual: usual)
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
    let authorities = environment["REKINDLE_CA_FILE"]
    guard authorities.map({ access($0, R_OK) == 0 }) ?? true else {
      throw HandlerFailure(
        .configuration, "Configuration.Invalid", "REKINDLE_CA_FILE must name a file that this process can read")
    }
    do throws(TransportError) {
      // Without a journal all that was claimed is in doubt, wherever it waits.
      lines = try providers.map { (provider) throws(TransportError) in
        try Line(provider, pace: Pace(least: journal == nil ? concurrency : Pace.least, most: concurrency))
      }
      client = try ProviderClient(
        limits: TransferLimits(total: .seconds(10), connectionsPerHost: concurrency), authorities: authorities)
    } catch {
      throw HandlerFailure(.software, "Transport.Unavailable", error.description)
    }
  }

  public var name: String { lines[0].name }

  public func send(
    _ ledger: inout LedgerSend<Sender>, _ database: inout Database
  ) throws(StoreError) -> [Int] {
    let open = try openLine(&database, now: ledger.clock.now)
    let line = open ?? lines[0]
    ledger.outlet = line.name
    // What the first provider refuses soon finds its breaker open.
    if lines.count > 1 { ledger.pauseAfterRefusal = .minutes(1) }
    var dispatcher = Dispatcher(ledger, line: line, client: client, journal: journal, concurrency: concurrency)
    dispatcher.answered = backlog.attempts
    defer {
      backlog.attempts = dispatcher.answered
      ledger = dispatcher.ledger
    }
    do throws(StoreError) {
      let left = journals.map { AbandonedJournal.paths(folder: $0, name: Sender.channel.rawValue) } ?? []
      try database.withConnection { (connection) throws(StoreError) in
        try dispatcher.takeOver(left, connection)
        if open != nil { try dispatcher.run(connection) }
      }
    } catch {
      // Also after an error that will not pass: what is on the wire must not be taken for the answers of the next event.
      guard try dispatcher.recover(&database), error.isPassing else { throw error }
    }
    if open != nil { return dispatcher.left }
    dispatcher.ledger.counts.waiting += dispatcher.ledger.counts.announced
    return []
  }

  /// The first line whose breaker is closed and whose key is there; nil where the messages have to wait.
  ///
  /// A claim names its provider and goes to no other: whoever takes over gets what is not claimed.
  func openLine(_ database: inout Database, now: Instant) throws(StoreError) -> Line<Sender.Message>? {
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
