public import Channels
import Domain
public import FunctionContract
public import FunctionShell
import Glibc
public import Sending
public import Store
import Transport

/// The outlet of a channel whose messages a provider carries.
public struct Wire<Sender: MessageChannel>: Outlet {
  public let name: String
  private let provider: any Provider<Sender.Message>
  private let client: ProviderClient
  /// Requests in flight at once, in one process.
  private let concurrency: Int
  /// The folder of the journals; nil where none are kept.
  private let journals: String?
  private let journal: Journal?
  private let backlog = Backlog()
  private let pace: Pace

  /// The wire to the provider among `known` that the settings choose; throws 78 and names the setting at fault.
  public init(
    _ known: [any Provider<Sender.Message>.Type], _ environment: Environment
  ) throws(HandlerFailure) {
    do throws(ProviderSettingError) {
      provider = try Settings(environment.values).provider(of: Sender.channel, among: known)
    } catch {
      throw HandlerFailure(.configuration, "Configuration.Invalid", error.description)
    }
    name = type(of: provider).name
    let text = environment["REKINDLE_SEND_CONCURRENCY"] ?? "256"
    guard let concurrency = Int(text), (1...1000).contains(concurrency) else {
      throw HandlerFailure(
        .configuration, "Configuration.Invalid", "REKINDLE_SEND_CONCURRENCY must be a number from 1 to 1000")
    }
    self.concurrency = concurrency
    journals = environment["REKINDLE_JOURNAL_FOLDER"]
    journal = journals.flatMap { Journal(folder: $0, name: Sender.channel.rawValue) }
    // Without a journal all that was claimed is in doubt, wherever it waits.
    pace = Pace(least: journal == nil ? concurrency : Pace.least, most: concurrency)
    let authorities = environment["REKINDLE_CA_FILE"]
    guard authorities.map({ access($0, R_OK) == 0 }) ?? true else {
      throw HandlerFailure(
        .configuration, "Configuration.Invalid", "REKINDLE_CA_FILE must name a file that this process can read")
    }
    do throws(TransportError) {
      client = try ProviderClient(
        limits: TransferLimits(total: .seconds(10), connectionsPerHost: concurrency), authorities: authorities)
    } catch {
      throw HandlerFailure(.software, "Transport.Unavailable", error.description)
    }
  }

  public func send(
    _ ledger: inout LedgerSend<Sender>, _ database: inout Database
  ) throws(StoreError) -> [Int] {
    let rests = try database.first(ReadBreaker(provider: name, now: ledger.clock.now)) != nil
    var dispatcher = Dispatcher(
      ledger, provider: provider, name: name, client: client, journal: journal, pace: pace,
      concurrency: concurrency)
    dispatcher.answered = backlog.attempts
    defer {
      backlog.attempts = dispatcher.answered
      ledger = dispatcher.ledger
    }
    do throws(StoreError) {
      let left = journals.map { AbandonedJournal.paths(folder: $0, name: Sender.channel.rawValue) } ?? []
      try database.withConnection { (connection) throws(StoreError) in
        try dispatcher.takeOver(left, connection)
        if !rests { try dispatcher.run(connection) }
      }
    } catch {
      // Also after an error that will not pass: what is on the wire must not be taken for the answers of the next event.
      guard try dispatcher.recover(&database), error.isPassing else { throw error }
    }
    guard rests else { return dispatcher.left }
    dispatcher.ledger.counts.waiting += dispatcher.ledger.counts.announced
    return []
  }
}
