import Domain
import JSON
import Store

/// Writes the messages of announced deliveries before anything is claimed: what cannot be written is skipped, and no
/// fault of a text can leave an outcome in doubt.
struct Composer<Sender: MessageChannel> {
  private struct Pair: Hashable {
    let userID: Int
    let subjectID: Int
  }

  let channel: Sender
  let settings: SendSettings
  let now: Instant
  private(set) var skips: [(id: Int, reason: Reason)] = []

  init(channel: Sender, settings: SendSettings, now: Instant) {
    self.channel = channel
    self.settings = settings
    self.now = now
  }

  /// The chunks to send, in the deliveries' order.
  mutating func chunks(
    of due: [ReadDueDeliveries.Row], _ library: inout CampaignLibrary, _ connection: borrowing Connection
  ) throws(StoreError) -> [Chunk] {
    let contacts = Dictionary(
      try channel.contacts(due.map(\.id), connection).map { ($0.deliveryID, $0) },
      uniquingKeysWith: { first, _ in first })
    var chunks: [Chunk] = []
    for (version, deliveries) in Dictionary(grouping: due, by: \.version) {
      try library.load(version, connection)
      let contexts = try contexts(version, deliveries, connection)
      let members = deliveries.compactMap { delivery in
        member(delivery, library[version], contacts[delivery.id], contexts)
      }
      for start in stride(from: 0, to: members.count, by: Chunk.size) {
        chunks.append(
          Chunk(version: version, members: Array(members[start..<min(start + Chunk.size, members.count)])))
      }
    }
    return chunks
  }

  private func contexts(
    _ version: CampaignVersionID, _ deliveries: [ReadDueDeliveries.Row], _ connection: borrowing Connection
  ) throws(StoreError) -> [Pair: JSON] {
    let rows = try connection.run(
      ReadContexts(
        id: version, now: now, userIDs: deliveries.map(\.userID), subjectIDs: deliveries.map(\.subjectID)))
    return Dictionary(
      rows.map { (Pair(userID: $0.userID, subjectID: $0.subjectID), $0.context) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The written message; nil, with the reason noted, where it cannot be.
  private mutating func member(
    _ delivery: ReadDueDeliveries.Row, _ version: CampaignLibrary.Version?, _ contact: Contact?,
    _ contexts: [Pair: JSON]
  ) -> Chunk.Member? {
    do throws(Unsendable) {
      guard let contact else { throw Unsendable(.noAddress) }
      guard let context = contexts[Pair(userID: delivery.userID, subjectID: delivery.subjectID)] else {
        throw Unsendable(.subjectOver)
      }
      guard let version, let message = version.messages[delivery.template] else {
        throw Unsendable(.missingVariable)
      }
      let composition = try channel.compose(
        Draft(
          deliveryID: delivery.id, slug: version.campaign.slug, template: message.template, context: context,
          address: contact.address, links: MessageLinks(deliveryID: delivery.id, settings: settings, now: now),
          expiresAt: delivery.expiresAt, now: now))
      return Chunk.Member(
        delivery: delivery, contact: contact, composition: composition, templateHash: message.hash,
        token: Int.random(in: 1...Int.max))
    } catch {
      skips.append((delivery.id, error.reason))
      return nil
    }
  }
}
