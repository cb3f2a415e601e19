import Channels
import Domain
import Store

/// Deliveries of one campaign version that are claimed, sent and recorded together: what a crash leaves unknown.
struct Chunk {
  /// About 50 (DESIGN §7).
  static let size = 50

  /// One message of the chunk.
  struct Member {
    let delivery: ReadDueDeliveries.Row
    let contact: Contact
    let composition: Composition
    let templateHash: String
    let token: Int
    var attempt = 0
    var outcome: SendOutcome?
  }

  let version: CampaignVersionID
  var members: [Member]
  /// Requests on the wire.
  var open = 0

  var entries: [ClaimDeliveries.Entry] {
    members.map {
      ClaimDeliveries.Entry(
        id: $0.delivery.id, userID: $0.delivery.userID, subjectID: $0.delivery.subjectID, token: $0.token,
        templateHash: $0.templateHash, addressHash: $0.contact.addressHash)
    }
  }

  var links: [ClaimDeliveries.Link] { members.flatMap(\.composition.links) }
}
