import Channels
import Domain
import FunctionContract
import Store
import Transport

/// The rolling window between ledger and provider: claim a chunk, put it on the wire, record it once all its answers are
/// in, and keep the wire full meanwhile.
///
/// Nothing goes to the wire without a committed claim (DESIGN §7).
struct Dispatcher<Sender: MessageChannel>: ~Copyable {
  private let channel: Sender
  private let library: CampaignLibrary
  private let clock: SendClock
  private let client: ProviderClient
  private let concurrency: Int
  private let deadline: Deadline
  private var open: [Int: Chunk] = [:]
  private var nextChunk = 0
  private(set) var counts = SendCounts()
  private var breakerCode: String?
  /// Whether the provider may have a token bucket; asked until the first answer that it has none.
  private var mayBeLimited = true

  init(
    channel: Sender, library: CampaignLibrary, settings: SendSettings, client: ProviderClient, clock: SendClock,
    deadline: Deadline
  ) {
    self.channel = channel
    self.library = library
    self.clock = clock
    self.client = client
    self.deadline = deadline
    concurrency = settings.concurrency
  }

  /// Sends the chunks in order; returns the ids for which there was no time, no rate or no credentials left.
  mutating func send(_ chunks: [Chunk], _ connection: borrowing Connection) throws(StoreError) -> [Int] {
    var waiting = chunks[...]
    while !waiting.isEmpty || !open.isEmpty {
      while let chunk = waiting.first, mayStart(chunk), try isGranted(chunk, connection) {
        try start(chunk, connection)
        waiting.removeFirst()
      }
      if open.isEmpty { break }
      for completion in client.poll(timeout: .seconds(1)) { try finish(completion, connection) }
    }
    return waiting.flatMap { $0.members.map(\.delivery.id) }
  }

  /// Whether the wire has room and a whole exchange still fits into the time that is left.
  private func mayStart(_ chunk: Chunk) -> Bool {
    let isIdle = client.inFlight == 0
    return breakerCode == nil && deadline.remaining > .seconds(12)
      && (isIdle || client.inFlight + chunk.members.count <= concurrency)
  }

  /// Asks the provider's token bucket, where there is one, for the whole chunk.
  private mutating func isGranted(_ chunk: Chunk, _ connection: borrowing Connection) throws(StoreError) -> Bool {
    guard mayBeLimited else { return true }
    let wanted = TakeSendTokens(provider: channel.provider, now: clock.now, wanted: chunk.members.count)
    guard let granted = try connection.first(wanted) else {
      mayBeLimited = false
      return true
    }
    return granted >= chunk.members.count
  }

  private mutating func start(_ chunk: Chunk, _ connection: borrowing Connection) throws(StoreError) {
    var chunk = chunk
    let campaign = library[chunk.version]?.campaign
    let rows = try connection.run(
      ClaimDeliveries(
        version: chunk.version, provider: channel.provider, window: campaign?.sendWindows[Sender.channel],
        fallbackZone: campaign?.fallbackZone, entries: chunk.entries, links: chunk.links, now: clock.now))
    let claims = Dictionary(rows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    counts.skipped += rows.count { $0.status == .skipped }
    counts.waiting += rows.count { $0.status == .scheduled }
    chunk.members = chunk.members.compactMap { member in
      guard let claim = claims[member.delivery.id], claim.status == .sending else { return nil }
      var member = member
      member.attempt = claim.attempt
      return member
    }
    if chunk.members.isEmpty { return }
    let number = nextChunk
    nextChunk += 1
    chunk.open = chunk.members.count
    open[number] = chunk
    for (place, member) in chunk.members.enumerated() {
      client.submit(member.composition.request, tag: number * Chunk.size + place)
    }
  }

  private mutating func finish(_ completion: Completion, _ connection: borrowing Connection) throws(StoreError) {
    let number = completion.tag / Chunk.size
    guard var chunk = open[number] else { return }
    chunk.members[completion.tag % Chunk.size].outcome = channel.outcome(of: completion.observation, now: clock.now)
    chunk.open -= 1
    open[number] = chunk.open > 0 ? chunk : nil
    if chunk.open == 0 { try record(chunk, connection) }
  }

  private mutating func record(_ chunk: Chunk, _ connection: borrowing Connection) throws(StoreError) {
    let now = clock.now
    let retry = library[chunk.version]?.campaign.retry ?? .standard
    let entries = chunk.members.compactMap { $0.entry(retry: retry, now: now) }
    for row in try connection.run(RecordOutcomes(now: now, entries: entries)) {
      switch row.status {
      case .sent, .presumedSent: counts.sent += 1
      case .scheduled: counts.retried += 1
      case .unknown: counts.unknown += 1
      default: counts.failed += 1
      }
    }
    for member in chunk.members { try followUp(member, now: now, connection) }
  }

  /// Writes what a permanent failure says beyond the one message.
  private mutating func followUp(
    _ member: Chunk.Member, now: Instant, _ connection: borrowing Connection
  ) throws(StoreError) {
    guard case .failed(let code, let effect, _) = member.outcome else { return }
    switch effect {
    case .none: return
    case .optedOut, .deadAddress:
      _ = try connection.run(
        RefuseAddress(deliveryID: member.delivery.id, isOptOut: effect == .optedOut, now: now))
    case .tripsBreaker:
      guard breakerCode == nil else { return }
      breakerCode = code
      try connection.execute(OpenBreaker(provider: channel.provider, now: now, code: code))
    }
  }
}

extension Chunk.Member {
  /// The row that records this attempt's end; nil while it is open.
  fileprivate func entry(retry: RetryPolicy, now: Instant) -> RecordOutcomes.Entry? {
    guard let outcome else { return nil }
    func make(_ kind: RecordOutcomes.Outcome, id: String? = nil, retryAt: Instant? = nil) -> RecordOutcomes.Entry {
      RecordOutcomes.Entry(
        id: delivery.id, token: token, outcome: kind, code: outcome.code, providerMessageID: id, retryAt: retryAt)
    }
    let jitter = Double.random(in: 0...1)
    switch outcome {
    case .accepted(let id): return make(.accepted, id: id)
    case .failed(_, .tripsBreaker, _):
      // The message is fine, the credentials are not: it waits for them.
      return make(.rejected, retryAt: now + .minutes(15))
    case .failed: return make(.failed)
    case .ambiguous: return make(.ambiguous)
    case .rejected(let wait, _):
      let wait = retry.wait(afterAttempts: attempt, retryAfter: wait, jitter: jitter)
      return make(.rejected, retryAt: wait.map { now + $0 })
    case .notAttempted:
      let wait = retry.wait(afterAttempts: attempt, retryAfter: .seconds(60), jitter: jitter)
      return make(.notAttempted, retryAt: wait.map { now + $0 })
    }
  }
}
