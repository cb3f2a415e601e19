import Domain
import Rendering
import Store

/// The campaign versions that this process has read; they never change, so a warm process reads each once.
struct CampaignLibrary {
  /// One version with the messages of one channel, parsed.
  struct Version {
    let campaign: Campaign
    /// By name; a message that cannot be parsed is absent.
    let messages: [String: Message]
  }

  struct Message {
    let hash: String
    let template: MessageTemplate
  }

  private let channel: Channel
  private var versions: [CampaignVersionID: Version] = [:]

  init(channel: Channel) { self.channel = channel }

  subscript(id: CampaignVersionID) -> Version? { versions[id] }

  mutating func load(_ id: CampaignVersionID, _ connection: borrowing Connection) throws(StoreError) {
    guard versions[id] == nil else { return }
    guard let row = try connection.first(ReadMessages(id: id)), let catalog = MessageCatalog(json: row.messages) else {
      throw StoreError(.permanent, statement: "ReadMessages", message: "the published messages cannot be read")
    }
    let names = Set(row.campaign.steps.flatMap { $0.templates.map(\.name) })
    var messages: [String: Message] = [:]
    for name in names {
      guard let entry = catalog[name, channel], let template = MessageTemplate(entry.content) else { continue }
      messages[name] = Message(hash: entry.hash, template: template)
    }
    versions[id] = Version(campaign: row.campaign, messages: messages)
  }
}

extension MessageTemplate {
  fileprivate init?(_ content: MessageCatalog.Entry.Content) {
    switch content {
    case .email(let source):
      guard let template = try? EmailTemplate(source) else { return nil }
      self = .email(template)
    case .sms(let source):
      guard let template = try? SMSTemplate(source) else { return nil }
      self = .sms(template)
    }
  }
}
