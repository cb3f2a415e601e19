import Channels
package import Domain
import FunctionContract
package import Store

/// The ledger's side of sending one event's deliveries, equal for every channel: write, claim, record.
public struct LedgerSend<Sender: MessageChannel> {
  package let clock: SendClock
  package var counts = SendCounts()
  private let outlet: String
  private let deadline: Deadline
  private var composer: Composer<Sender>

  init(_ composer: Composer<Sender>, outlet: String, clock: SendClock, deadline: Deadline, announced: Int) {
    self.composer = composer
    self.outlet = outlet
    self.clock = clock
    self.deadline = deadline
    counts.announced = announced
  }

  var library: CampaignLibrary<Sender> { composer.library }

  /// Announced deliveries that were not written yet.
  package var unwritten: [Int] { composer.left }

  /// Most messages that are claimed together.
  package var chunkSize: Int { 50 }

  /// Whether `span` is left before the host ends the handler.
  package func hasTime(for span: Instant.Span) -> Bool { deadline.remaining > span }

  /// Writes the next chunk, of at most `size` messages; nil where there is nothing more to write.
  package mutating func next(
    upTo size: Int, _ connection: borrowing Connection
  ) throws(StoreError) -> Chunk<Sender.Message>? {
    let skipped = composer.skipped
    let chunk = try composer.next(upTo: size, connection)
    counts.skipped += composer.skipped - skipped
    return chunk
  }

  /// Claims a chunk: the last commit before its messages leave.
  package func claim<Content>(
    _ chunk: Chunk<Content>, _ connection: borrowing Connection
  ) throws(StoreError) -> Claims<Content> {
    let campaign = library[chunk.version]?.campaign
    let rows = try connection.run(
      ClaimDeliveries(
        version: chunk.version, provider: outlet, window: campaign?.sendWindows[Sender.channel],
        fallbackZone: campaign?.fallbackZone, entries: chunk.entries, links: chunk.links, now: clock.now))
    let numbers = Dictionary(
      rows.lazy.filter { $0.status == .sending }.map { ($0.id, $0.attempt) }, uniquingKeysWith: { first, _ in first })
    return Claims(
      sending: chunk.messages.compactMap { message in
        numbers[message.delivery.id].map { number in
          .init(
            attempt: Attempt(
              deliveryID: message.delivery.id, version: chunk.version, token: message.token, number: number),
            content: message.content)
        }
      },
      counts: SendCounts(
        skipped: rows.count { $0.status == .skipped }, waiting: rows.count { $0.status == .scheduled }))
  }

  /// Records how attempts ended.
  package func record(
    _ attempts: [Attempt], _ connection: borrowing Connection
  ) throws(StoreError) -> SendCounts {
    let now = clock.now
    let entries = attempts.compactMap { attempt in
      attempt.entry(retry: library[attempt.version]?.campaign.retry ?? .standard, now: now)
    }
    var counts = SendCounts()
    for row in try connection.run(RecordOutcomes(now: now, entries: entries)) { counts.add(row.status) }
    return counts
  }
}
