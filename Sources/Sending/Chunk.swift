import Channels
import Cryptography
package import Store

/// Written messages of one campaign version that are claimed together.
package struct Chunk<Content> {
  /// One written message.
  package struct Message {
    let delivery: ReadDueDeliveries.Row
    let addressHash: [UInt8]
    let templateHash: String
    /// What leaves: the message, or its request to a provider.
    package let content: Content
    let links: [ClaimDeliveries.Link]
    let units: Int
    let told: ClaimDeliveries.Told?
    /// What else stands in the text, each to be claimed with it.
    let items: [ClaimDeliveries.Item]
    /// Random; the claim writes it and the record must show it.
    let token: Int
    /// The SHA-256 of what leaves; empty until that is known.
    var digest: [UInt8] = []

    var attemptedItems: [Attempt.Item] { items.map { Attempt.Item(deliveryID: $0.entry.id, token: $0.entry.token) } }
  }

  package let version: CampaignVersionID
  package var messages: [Message]

  package var ids: [Int] { messages.map(\.delivery.id) }

  /// Attempts of which nothing leaves: their claim was never answered.
  package var unsent: [Attempt] {
    messages.map {
      Attempt(
        deliveryID: $0.delivery.id, version: version, token: $0.token, number: $0.delivery.attempts + 1,
        items: $0.attemptedItems
      ).ended(.notAttempted)
    }
  }

  var entries: [ClaimDeliveries.Entry] {
    messages.map {
      ClaimDeliveries.Entry(
        id: $0.delivery.id, userID: $0.delivery.userID, subjectID: $0.delivery.subjectID, token: $0.token,
        templateHash: $0.templateHash, addressHash: $0.addressHash, units: $0.units, digest: $0.digest)
    }
  }

  var links: [ClaimDeliveries.Link] { messages.flatMap(\.links) }
  var items: [ClaimDeliveries.Item] { messages.flatMap(\.items) }
  var told: [ClaimDeliveries.Told] { messages.compactMap(\.told) }

  /// The chunk with what leaves of each message, of which `bytes` are what it carries.
  package func leaving<Other>(as transform: (Content) -> Other, bytes: (Other) -> [UInt8]) -> Chunk<Other> {
    Chunk<Other>(
      version: version,
      messages: messages.map {
        let content = transform($0.content)
        return .init(
          delivery: $0.delivery, addressHash: $0.addressHash, templateHash: $0.templateHash, content: content,
          links: $0.links, units: $0.units, told: $0.told, items: $0.items, token: $0.token,
          digest: Digest.sha256.hash(bytes(content)))
      })
  }

  /// Takes out of the chunk the messages for which `isTaken` holds, asked in their order.
  package mutating func take(where isTaken: (Message) -> Bool) -> Chunk {
    var (taken, rest) = (Chunk(version: version, messages: []), Chunk(version: version, messages: []))
    for message in messages {
      if isTaken(message) { taken.messages.append(message) } else { rest.messages.append(message) }
    }
    self = rest
    return taken
  }
}
