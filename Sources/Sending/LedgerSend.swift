import Channels
package import Domain
import FunctionContract
package import Store

/// The ledger's side of sending one event's deliveries, equal for every channel: write, claim, record.
public struct LedgerSend<Sender: MessageChannel> {
  package let clock: SendClock
  package var counts = SendCounts()
  /// Whom the messages go to, as the ledger calls it; an outlet that has a choice makes it before it asks for the first.
  package var outlet: String
  /// How long a message waits that was refused for our credentials.
  package var pauseAfterRefusal = Instant.Span.minutes(15)
  private let deadline: Deadline
  private let log: Log
  private var composer: Composer<Sender>

  init(
    _ composer: Composer<Sender>, outlet: String, clock: SendClock, deadline: Deadline, log: Log, announced: Int
  ) {
    self.composer = composer
    self.outlet = outlet
    self.clock = clock
    self.deadline = deadline
    self.log = log
    counts.announced = announced
  }

  var library: CampaignLibrary<Sender> { composer.library }

  /// Announced deliveries that were not written yet.
  package var unwritten: [Int] { composer.left }

  /// Most messages that are claimed together.
  package var chunkSize: Int { 100 }

  /// Whether `span` is left before the host ends the handler.
  package func hasTime(for span: Instant.Span) -> Bool { deadline.remaining > span }

  /// Writes the next chunk, of at most `size` messages; nil where there is nothing more to write.
  package mutating func next(
    upTo size: Int, _ connection: borrowing Connection
  ) throws(StoreError) -> Chunk<Sender.Message>? {
    while try prepare(connection) {
      let chunk = composer.write(upTo: size)
      try settle(connection)
      if let chunk { return chunk }
    }
    return nil
  }

  /// Reads what the next chunks are written from, where that is not done; false where there is nothing more to write.
  package mutating func prepare(_ connection: borrowing Connection) throws(StoreError) -> Bool {
    try settle(connection)
    return try composer.prepare(for: outlet, connection)
  }

  /// Skips what could not be written.
  package mutating func settle(_ connection: borrowing Connection) throws(StoreError) {
    counts.skipped += try composer.writeSkips(connection)
    counts.waiting += composer.takeHeld()
  }

  /// Writes the next chunk, of at most `size` messages, without asking the database; nil where nothing is prepared.
  package mutating func write(upTo size: Int) -> Chunk<Sender.Message>? { composer.write(upTo: size) }
}

// MARK: - Claim and record

extension LedgerSend {
  /// Claims a chunk: the last commit before its messages leave.
  package func claim<Content>(
    _ chunk: Chunk<Content>, _ connection: borrowing Connection
  ) throws(StoreError) -> Claims<Content> {
    Claims(of: chunk, try connection.run(claiming(chunk)))
  }

  /// Records how attempts ended.
  package func record(
    _ attempts: [Attempt], _ connection: borrowing Connection
  ) throws(StoreError) -> SendCounts {
    recorded(try connection.run(recording(attempts)), of: attempts)
  }

  /// What attempts were recorded as; each message that was sent is a line of the log, with ids and no word about a person.
  package func recorded(_ rows: [(id: Int, status: DeliveryStatus)], of attempts: [Attempt]) -> SendCounts {
    if log.writes(.info) {
      let deliveries = Dictionary(
        attempts.map { ($0.deliveryID, $0.delivery) }, uniquingKeysWith: { first, _ in first })
      for row in rows where row.status == .sent { noteSent(row.id, deliveries[row.id] ?? nil) }
    }
    let messages = Set(attempts.map(\.deliveryID))
    return SendCounts(recorded: rows.filter { messages.contains($0.id) })
  }

  private func noteSent(_ id: Int, _ delivery: ReadDueDeliveries.Row?) {
    var fields: [String: Log.Field] = ["delivery_id": .id(id), "channel": .code(Sender.channel.rawValue)]
    if let delivery {
      fields["user_id"] = .id(delivery.userID)
      fields["subject_id"] = .id(delivery.subjectID)
      fields["notification_id"] = .id(delivery.enrolmentID)
      fields["stage"] = .count(delivery.stage)
      fields["campaign_id"] = .id(delivery.version.campaign)
      if library[delivery.version]?.campaign.subject == "course" { fields["course_id"] = .id(delivery.subjectID) }
    }
    log.info("Reminder sent", fields)
  }

  /// Claims by halves a chunk of which a row was refused, down to that row, whose message is skipped.
  package mutating func claimHalves<Content>(
    of chunk: Chunk<Content>, _ connection: borrowing Connection
  ) throws(StoreError) -> Claims<Content> {
    var rows: [ClaimDeliveries.Row] = []
    var refused: [(id: Int, error: StoreError)] = []
    try Bisection.run(chunk.messages[...]) { (part) throws(StoreError) in
      rows += try connection.run(claiming(Chunk(version: chunk.version, messages: Array(part))))
    } refusing: { message, error in
      refused.append((message.delivery.id, error))
    }
    for (id, error) in refused { composer.refuse(id, error) }
    return Claims(of: chunk, rows)
  }

  /// Records by halves attempts of which one was refused, down to that one: it stays in doubt, with an anomaly.
  package func recordHalves(
    of attempts: [Attempt], _ connection: borrowing Connection
  ) throws(StoreError) -> SendCounts {
    var counts = SendCounts()
    try Bisection.run(attempts[...]) { (part) throws(StoreError) in
      counts.add(try record(Array(part), connection))
    } refusing: { (attempt, error) throws(StoreError) in
      let detail = "delivery \(attempt.deliveryID): \(error.shortDescription)"
      try connection.execute(NoteAnomalies([("outcome_refused", detail)], now: clock.now))
      counts.unknown += 1
    }
    return counts
  }

  /// Writes letters once more, from what the ledger says of them now; each time they have an item less.
  package mutating func writeAgain(_ ids: [Int]) { composer.writeAgain(ids) }

  /// Skips a message of which the database refuses a row.
  mutating func refuse(_ id: Int, _ error: StoreError) { composer.refuse(id, error) }

  /// The statement that claims a chunk; nothing of it may leave before that is committed.
  package func claiming<Content>(_ chunk: Chunk<Content>) -> ClaimDeliveries {
    let campaign = library[chunk.version]?.campaign
    return ClaimDeliveries(
      version: chunk.version, provider: outlet, window: campaign?.sendWindows[Sender.channel],
      fallbackZone: campaign?.fallbackZone, entries: chunk.entries, links: chunk.links, told: chunk.told,
      items: chunk.items, now: clock.now
    )
  }

  /// The statement that records how attempts ended.
  package func recording(_ attempts: [Attempt]) -> RecordOutcomes {
    let now = clock.now
    return RecordOutcomes(
      now: now,
      entries: attempts.flatMap { attempt in
        attempt.entries(
          retry: library[attempt.version]?.campaign.retry ?? .standard, pauseAfterRefusal: pauseAfterRefusal, now: now)
      })
  }
}
