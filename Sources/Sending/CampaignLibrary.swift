import Domain
import Rendering
import Store

/// The campaign versions that this process has read; they never change, so a warm process reads each once.
struct CampaignLibrary<Sender: MessageChannel> {
  /// One version with the messages of one channel, parsed.
  struct Version {
    let campaign: Campaign
    /// By name, or why no message can be written from it.
    let messages: [String: Result<Message, Unsendable>]
  }

  struct Message {
    let hash: String
    let template: Sender.Template
  }

  private let channel: Sender
  private var versions: [CampaignVersionID: Version] = [:]

  init(channel: Sender) { self.channel = channel }

  subscript(id: CampaignVersionID) -> Version? { versions[id] }

  mutating func load(_ id: CampaignVersionID, _ connection: borrowing Connection) throws(StoreError) {
    guard versions[id] == nil else { return }
    guard let row = try connection.first(ReadMessages(id: id)), let catalog = MessageCatalog(json: row.messages) else {
      throw StoreError(.data, statement: "ReadMessages", message: "the published messages cannot be read")
    }
    var messages: [String: Result<Message, Unsendable>] = [:]
    for name in row.campaign.messageNames {
      guard let entry = catalog[name, Sender.channel] else { continue }
      messages[name] = Result { () throws(Unsendable) in
        Message(hash: entry.hash, template: try channel.template(entry.body))
      }
    }
    versions[id] = Version(campaign: row.campaign, messages: messages)
  }
}
