import Channels
import Domain
import FunctionContract
import Sending
import Store
import Transport

/// The rolling window between ledger and provider: while requests are on the wire the next chunk is written, it is
/// claimed as soon as the wire has room for it, and what was answered is recorded a chunk's worth at a time.
///
/// Claims and records are awaited beside the wire: while the database works and commits, answers are read and the next
/// messages written.
///
/// Nothing goes to the wire without a committed claim, or later than 5 s after it was asked for. No more of it goes there
/// than the provider's pace asks for: what is on the wire is what a killed sender leaves in doubt.
struct Dispatcher<Sender: MessageChannel>: ~Copyable {
  /// From asking for a claim to the first byte of any request on the wire.
  private static var claimLimit: Instant.Span { .seconds(5) }
  /// What one more request and its record may take.
  static var requestTime: Instant.Span { .seconds(12) }
  /// How long an answer waits for more to be recorded with.
  private static var patience: Instant.Span { Instant.Span(microseconds: 20_000) }

  /// A request on the wire.
  struct Flight {
    let attempt: Attempt
    let exchange: Exchange
    /// Until when a further request of the same attempt may start.
    let limit: Deadline
    let start: Int
  }

  /// A claimed message that the wire has no room for yet.
  struct Claimed {
    let attempt: Attempt
    let exchange: Exchange
    /// Until when it may leave.
    let limit: Deadline
  }

  /// What the database was asked and has not answered.
  enum Question {
    case claim(Chunk<Exchange>, Deadline)
    case record([Attempt])
  }

  let line: Line<Sender.Message>
  let client: ProviderClient
  let journal: Journal?
  private let concurrency: Int
  var ledger: LedgerSend<Sender>
  /// Whether more may be claimed.
  var isOpen = true
  /// Written and not yet claimed.
  private var next: Chunk<Exchange>?
  /// What the provider's limits hold back.
  var held = HeldMessages()
  var claimed: ArraySlice<Claimed> = []
  var onWire: [Int: Flight] = [:]
  var lastTag = 0
  var answered: [Attempt] = []
  var asked: Question?
  var hasTripped = false
  /// What answers have said that no process can read yet.
  var news = News()
  /// Whether the provider may have a token bucket; asked until the first answer that it has none.
  var mayBeLimited = true

  init(
    _ ledger: LedgerSend<Sender>, line: Line<Sender.Message>, client: ProviderClient, journal: Journal?,
    concurrency: Int
  ) {
    self.ledger = ledger
    self.line = line
    self.client = client
    self.journal = journal
    self.concurrency = concurrency
  }

  /// The provider's name in the ledger.
  var name: String { line.name }
  var pace: Pace { line.pace }

  /// A chunk whose claim was not answered: where the claim failed, its messages are still to be sent.
  var unclaimed: [Int] = []

  /// Deliveries that were not claimed.
  var left: [Int] { unclaimed + (next?.ids ?? []) + held.ids + ledger.unwritten }

  /// Sends what the ledger writes, until there is no more of it, or no time, no rate or no credentials.
  mutating func run(_ connection: borrowing Connection) throws(StoreError) {
    client.watch(connection.descriptor)
    defer { client.watch(nil) }
    var isQuiet = false
    repeat {
      if asked == nil { try ask(connection, isQuiet: isQuiet) }
      if next == nil, isOpen, held.hasRoom { next = write() }
      if isWaiting { held.sleep(from: ledger.clock.now) }
      isQuiet = poll(for: asked != nil || answered.isEmpty ? .seconds(1) : Self.patience) == 0
      if asked != nil, onWire.isEmpty || connection.hasAnswer { try takeAnswer(connection) }
      if asked == nil, isIdle, answered.isEmpty { journal?.clear() }
    } while isOpen || asked != nil || !isIdle || !answered.isEmpty
    try tell(connection)
    try ledger.settle(connection)
  }

  /// How many are claimed together, and recorded: no more than may be on the wire.
  private var chunkSize: Int { min(ledger.chunkSize, concurrency) }

  /// Whether nothing is on the wire or waits for it.
  private var isIdle: Bool { onWire.isEmpty && claimed.isEmpty }

  /// Whether there is nothing to do before a limit lets more go.
  private var isWaiting: Bool { isOpen && isIdle && asked == nil && next == nil && answered.isEmpty && !held.isEmpty }

  /// Asks for the most urgent: a record where a chunk's worth waits, a claim where the wire has room, else a record.
  private mutating func ask(_ connection: borrowing Connection, isQuiet: Bool) throws(StoreError) {
    if answered.count < chunkSize, let chunk = try grantedChunk(connection) {
      asked = .claim(chunk, Deadline(after: Self.claimLimit))
      journal?.write(chunk.unsent.map(JournalLine.claimed))
      try connection.start(ledger.claiming(chunk))
    } else if answered.count >= chunkSize || (!answered.isEmpty && (isQuiet || isIdle)) {
      asked = .record(answered)
      try connection.start(ledger.recording(answered))
      answered = []
    }
  }

  /// What may be claimed now, written where that is not done; nil where nothing may.
  private mutating func grantedChunk(_ connection: borrowing Connection) throws(StoreError) -> Chunk<Exchange>? {
    try tell(connection)
    if next == nil { next = held.takeDue(at: ledger.clock.now) }
    while isOpen, next == nil, held.hasRoom, try ledger.prepare(connection) { next = write() }
    isOpen = isOpen && (next != nil || !held.isEmpty) && ledger.hasTime(for: Self.requestTime)
    let open = onWire.count + claimed.count
    guard isOpen, claimed.count < pace.window, var chunk = next,
      open == 0 || open + chunk.messages.count <= concurrency
    else { return nil }
    next = nil
    return try grant(&chunk, connection)
  }

  /// The next chunk, where what it is written from has been read.
  private mutating func write() -> Chunk<Exchange>? {
    let now = ledger.clock.now
    return ledger.write(upTo: chunkSize)?
      .leaving(as: { line.provider.exchange(for: $0, now: now) }, bytes: \.body)
  }
}
