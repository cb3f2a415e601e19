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
/// Nothing goes to the wire without a committed claim, or later than 5 s after it was asked for.
struct Dispatcher<Sender: MessageChannel>: ~Copyable {
  /// From asking for a claim to the first byte of any request on the wire.
  private static var claimLimit: Instant.Span { .seconds(5) }
  /// What one more request and its record may take.
  private static var requestTime: Instant.Span { .seconds(12) }
  /// How long an answer waits for more to be recorded with.
  private static var patience: Instant.Span { Instant.Span(microseconds: 20_000) }

  /// A request on the wire.
  private struct Flight {
    let attempt: Attempt
    let read: @Sendable (Observation, Instant) -> Progress
    /// Until when a further request of the same attempt may start.
    let limit: Deadline
  }

  /// What the database was asked and has not answered.
  private enum Question {
    case claim(Chunk<Exchange>, Deadline)
    case record([Attempt])
  }

  private let provider: any Provider<Sender.Message>
  /// The provider's name in the ledger.
  private let name: String
  private let client: ProviderClient
  private let concurrency: Int
  private(set) var ledger: LedgerSend<Sender>
  /// Whether more may be claimed.
  private var isOpen = true
  /// Written and not yet claimed.
  private var next: Chunk<Exchange>?
  private var onWire: [Int: Flight] = [:]
  private var lastTag = 0
  private var answered: [Attempt] = []
  private var asked: Question?
  private var hasTripped = false
  /// Whether the provider may have a token bucket; asked until the first answer that it has none.
  private var mayBeLimited = true

  init(
    _ ledger: LedgerSend<Sender>, provider: any Provider<Sender.Message>, name: String, client: ProviderClient,
    concurrency: Int
  ) {
    self.ledger = ledger
    self.provider = provider
    self.name = name
    self.client = client
    self.concurrency = concurrency
  }

  /// Deliveries that were not claimed.
  var left: [Int] { (next?.ids ?? []) + ledger.unwritten }

  /// Sends what the ledger writes, until there is no more of it, or no time, no rate or no credentials.
  mutating func run(_ connection: borrowing Connection) throws(StoreError) {
    client.watch(connection.descriptor)
    defer { client.watch(nil) }
    var isQuiet = false
    repeat {
      if asked == nil { try ask(connection, isQuiet: isQuiet) }
      if next == nil, isOpen { next = write() }
      isQuiet = poll(for: asked != nil || answered.isEmpty ? .seconds(1) : Self.patience) == 0
      if asked != nil, onWire.isEmpty || connection.hasAnswer { try takeAnswer(connection) }
    } while isOpen || asked != nil || !onWire.isEmpty || !answered.isEmpty
    try ledger.settle(connection)
  }

  /// Asks for the most urgent: a record where a chunk's worth waits, a claim where the wire has room, else a record.
  private mutating func ask(_ connection: borrowing Connection, isQuiet: Bool) throws(StoreError) {
    if answered.count < ledger.chunkSize, let chunk = try grantedChunk(connection) {
      asked = .claim(chunk, Deadline(after: Self.claimLimit))
      try connection.start(ledger.claiming(chunk))
    } else if answered.count >= ledger.chunkSize || (!answered.isEmpty && (isQuiet || onWire.isEmpty)) {
      asked = .record(answered)
      try connection.start(ledger.recording(answered))
      answered = []
    }
  }

  /// What may be claimed now, written where that is not done; nil where nothing may.
  private mutating func grantedChunk(_ connection: borrowing Connection) throws(StoreError) -> Chunk<Exchange>? {
    while isOpen, next == nil {
      isOpen = try ledger.prepare(connection)
      next = write()
    }
    isOpen = isOpen && ledger.hasTime(for: Self.requestTime)
    guard isOpen, var chunk = next, onWire.isEmpty || onWire.count + chunk.messages.count <= concurrency else {
      return nil
    }
    let granted = try granted(chunk.messages.count, connection)
    let part = chunk.split(granted)
    next = chunk.messages.isEmpty ? nil : chunk
    isOpen = granted > 0 || !onWire.isEmpty
    return granted > 0 ? part : nil
  }

  /// The next chunk, where what it is written from has been read.
  private mutating func write() -> Chunk<Exchange>? {
    let now = ledger.clock.now
    return ledger.write(upTo: min(ledger.chunkSize, concurrency))?.map { provider.exchange(for: $0, now: now) }
  }

  /// How many of `wanted` messages the provider's token bucket lets go, where it has one.
  private mutating func granted(_ wanted: Int, _ connection: borrowing Connection) throws(StoreError) -> Int {
    guard mayBeLimited else { return wanted }
    let granted = try connection.first(TakeSendTokens(provider: name, now: ledger.clock.now, wanted: wanted))
    mayBeLimited = granted != nil
    return granted ?? wanted
  }
}

// MARK: - Claim, wire, record

extension Dispatcher {
  private mutating func takeAnswer(_ connection: borrowing Connection) throws(StoreError) {
    switch asked.take() {
    case .claim(let chunk, let limit): send(Claims(of: chunk, try connection.answer(ClaimDeliveries.self)), limit)
    case .record(let attempts):
      ledger.counts.add(SendCounts(recorded: try connection.answer(RecordOutcomes.self)))
      for attempt in attempts { try followUp(attempt, connection) }
    case nil: return
    }
  }

  private mutating func send(_ claims: Claims<Exchange>, _ limit: Deadline) {
    ledger.counts.add(claims.counts)
    for claimed in claims.sending { submit(claimed.content, of: claimed.attempt, limit) }
    _ = poll(for: .seconds(0))
  }

  /// Notes what the wire answers, and returns how much that is.
  private mutating func poll(for span: Instant.Span) -> Int {
    let completions = client.poll(timeout: span)
    for completion in completions { note(completion) }
    return completions.count
  }

  private mutating func submit(_ exchange: Exchange, of attempt: Attempt, _ limit: Deadline) {
    lastTag += 1
    onWire[lastTag] = Flight(attempt: attempt, read: exchange.read, limit: limit)
    client.submit(exchange.request, tag: lastTag, within: limit.remaining)
  }

  private mutating func note(_ completion: Completion) {
    guard let flight = onWire.removeValue(forKey: completion.tag) else { return }
    switch flight.read(completion.observation, ledger.clock.now) {
    case .over(let outcome): answered.append(flight.attempt.ended(outcome))
    case .next(let exchange) where !flight.limit.isPast && ledger.hasTime(for: Self.requestTime):
      submit(exchange, of: flight.attempt, flight.limit)
    case .next: answered.append(flight.attempt.ended(.notAttempted))
    }
  }

  /// Writes what a permanent failure says beyond the one message.
  private mutating func followUp(_ attempt: Attempt, _ connection: borrowing Connection) throws(StoreError) {
    guard case .failed(let code, let effect, _) = attempt.outcome else { return }
    let now = ledger.clock.now
    switch effect {
    case .none: return
    case .optedOut, .deadAddress:
      _ = try connection.run(RefuseAddress(deliveryID: attempt.deliveryID, isOptOut: effect == .optedOut, now: now))
    case .tripsBreaker:
      isOpen = false
      if hasTripped { return }
      hasTripped = true
      try connection.execute(OpenBreaker(provider: name, now: now, code: code))
    }
  }
}
