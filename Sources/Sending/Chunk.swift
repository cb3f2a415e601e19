import Channels
import Store

/// Written messages of one campaign version that are claimed together.
struct Chunk {
  /// Most messages of a chunk: about 50 (DESIGN §7).
  static let size = 50

  /// One written message.
  struct Message {
    let delivery: ReadDueDeliveries.Row
    let addressHash: [UInt8]
    let templateHash: String
    let composition: Composition
    /// Random; the claim writes it and the record must show it.
    let token: Int
  }

  let version: CampaignVersionID
  var messages: [Message]

  var ids: [Int] { messages.map(\.delivery.id) }

  var entries: [ClaimDeliveries.Entry] {
    messages.map {
      ClaimDeliveries.Entry(
        id: $0.delivery.id, userID: $0.delivery.userID, subjectID: $0.delivery.subjectID, token: $0.token,
        templateHash: $0.templateHash, addressHash: $0.addressHash)
    }
  }

  var links: [ClaimDeliveries.Link] { messages.flatMap(\.composition.links) }

  /// Takes the first `count` messages out of the chunk.
  mutating func split(_ count: Int) -> Chunk {
    let first = Chunk(version: version, messages: Array(messages.prefix(count)))
    messages.removeFirst(first.messages.count)
    return first
  }
}
