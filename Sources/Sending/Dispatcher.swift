import Channels
import Domain
import FunctionContract
import Store
import Transport

/// The rolling window between ledger and provider: while requests are on the wire the next chunk is written, it is
/// claimed as soon as the wire has room for it, and what was answered is recorded a chunk's worth at a time.
///
/// Nothing goes to the wire without a committed claim, or later than 5 s after it was asked for (DESIGN §7).
struct Dispatcher<Sender: MessageChannel>: ~Copyable {
  /// From asking for a claim to the first byte on the wire.
  private static var claimLimit: Instant.Span { .seconds(5) }
  /// What one more exchange and its record may take.
  private static var exchangeTime: Instant.Span { .seconds(12) }
  /// How long an answer waits for more to be recorded with.
  private static var patience: Instant.Span { Instant.Span(microseconds: 20_000) }

  private let channel: Sender
  private let clock: SendClock
  private let client: ProviderClient
  private let concurrency: Int
  private let deadline: Deadline
  private(set) var composer: Composer<Sender>
  private(set) var counts = SendCounts()
  /// Whether more may be claimed.
  private var isOpen = true
  /// Written and not yet claimed.
  private var next: Chunk?
  private var onWire: [Int: Attempt] = [:]
  private var lastTag = 0
  private var answered: [Attempt] = []
  private var hasTripped = false
  /// Whether the provider may have a token bucket; asked until the first answer that it has none.
  private var mayBeLimited = true

  init(
    _ composer: Composer<Sender>, channel: Sender, settings: SendSettings, client: ProviderClient, clock: SendClock,
    deadline: Deadline
  ) {
    self.composer = composer
    self.channel = channel
    self.clock = clock
    self.client = client
    self.deadline = deadline
    concurrency = settings.concurrency
  }

  /// Deliveries that were not claimed.
  var left: [Int] { (next?.ids ?? []) + composer.left }

  /// Sends what the composer writes, until there is no more of it, or no time, no rate or no credentials.
  mutating func run(_ connection: borrowing Connection) throws(StoreError) {
    repeat {
      let hasStarted = try startNext(connection)
      let wait = hasStarted ? .seconds(0) : answered.isEmpty ? .seconds(1) : Self.patience
      let completions = client.poll(timeout: wait)
      for completion in completions { note(completion) }
      let isQuiet = completions.isEmpty && !hasStarted
      if answered.count >= Chunk.size || isQuiet || onWire.isEmpty { try record(connection) }
    } while isOpen || !onWire.isEmpty
  }

  /// Writes the next chunk where there is none, and sends it where the wire has room; returns whether it did.
  private mutating func startNext(_ connection: borrowing Connection) throws(StoreError) -> Bool {
    guard isOpen else { return false }
    if next == nil { next = try composer.next(upTo: min(Chunk.size, concurrency), connection) }
    isOpen = next != nil && deadline.remaining > Self.exchangeTime
    guard isOpen, var chunk = next, onWire.isEmpty || onWire.count + chunk.messages.count <= concurrency else {
      return false
    }
    let granted = try granted(chunk.messages.count, connection)
    let part = chunk.split(granted)
    next = chunk.messages.isEmpty ? nil : chunk
    isOpen = granted > 0 || !onWire.isEmpty
    if granted > 0 { try send(part, connection) }
    return granted > 0
  }

  /// How many of `wanted` messages the provider's token bucket lets go, where it has one.
  private mutating func granted(_ wanted: Int, _ connection: borrowing Connection) throws(StoreError) -> Int {
    guard mayBeLimited else { return wanted }
    let granted = try connection.first(TakeSendTokens(provider: channel.provider, now: clock.now, wanted: wanted))
    mayBeLimited = granted != nil
    return granted ?? wanted
  }
}

// MARK: - Claim, wire, record

extension Dispatcher {
  private mutating func send(_ chunk: Chunk, _ connection: borrowing Connection) throws(StoreError) {
    let limit = Deadline(after: Self.claimLimit)
    let campaign = composer.library[chunk.version]?.campaign
    let claims = try connection.run(
      ClaimDeliveries(
        version: chunk.version, provider: channel.provider, window: campaign?.sendWindows[Sender.channel],
        fallbackZone: campaign?.fallbackZone, entries: chunk.entries, links: chunk.links, now: clock.now))
    counts.skipped += claims.count { $0.status == .skipped }
    counts.waiting += claims.count { $0.status == .scheduled }
    let attempts = Dictionary(
      claims.lazy.filter { $0.status == .sending }.map { ($0.id, $0.attempt) }, uniquingKeysWith: { first, _ in first })
    for message in chunk.messages {
      guard let number = attempts[message.delivery.id] else { continue }
      lastTag += 1
      onWire[lastTag] = Attempt(
        deliveryID: message.delivery.id, version: chunk.version, token: message.token, number: number)
      client.submit(message.composition.request, tag: lastTag, within: limit.remaining)
    }
  }

  private mutating func note(_ completion: Completion) {
    guard var attempt = onWire.removeValue(forKey: completion.tag) else { return }
    attempt.outcome = channel.outcome(of: completion.observation, now: clock.now)
    answered.append(attempt)
  }

  private mutating func record(_ connection: borrowing Connection) throws(StoreError) {
    if answered.isEmpty { return }
    let now = clock.now
    let entries = answered.compactMap { attempt in
      attempt.entry(retry: composer.library[attempt.version]?.campaign.retry ?? .standard, now: now)
    }
    for row in try connection.run(RecordOutcomes(now: now, entries: entries)) { counts.add(row.status) }
    for attempt in answered { try followUp(attempt, now: now, connection) }
    answered = []
  }

  /// Writes what a permanent failure says beyond the one message.
  private mutating func followUp(
    _ attempt: Attempt, now: Instant, _ connection: borrowing Connection
  ) throws(StoreError) {
    guard case .failed(let code, let effect, _) = attempt.outcome else { return }
    switch effect {
    case .none: return
    case .optedOut, .deadAddress:
      _ = try connection.run(RefuseAddress(deliveryID: attempt.deliveryID, isOptOut: effect == .optedOut, now: now))
    case .tripsBreaker:
      isOpen = false
      if hasTripped { return }
      hasTripped = true
      try connection.execute(OpenBreaker(provider: channel.provider, now: now, code: code))
    }
  }
}
