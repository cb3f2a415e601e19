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
    /// By name and language; none where a campaign has one language.
    let translations: [String: [String: Result<Message, Unsendable>]]

    /// The language in which somebody with this locale reads what a delivery says; nil for the campaign's own.
    ///
    /// A translation that must not be written now is none.
    func language(
      of delivery: ReadDueDeliveries.Row, for locale: String?, where mayWrite: (Sender.Template) -> Bool
    ) -> String? {
      if delivery.carrier != nil {
        return line(of: delivery).flatMap { LanguageTag.best(for: locale, among: $0.translations.keys) }
      }
      let texts = translations[delivery.template]?.filter { _, text in
        (try? text.get()).map { mayWrite($0.template) } ?? true  // why it is broken is told when it is written
      }
      return texts.flatMap { LanguageTag.best(for: locale, among: $0.keys) }
    }

    /// Whether there is a choice of languages for what a delivery says.
    func isTranslated(_ delivery: ReadDueDeliveries.Row) -> Bool {
      if delivery.carrier != nil { return line(of: delivery)?.translations.isEmpty == false }
      return translations[delivery.template] != nil
    }

    /// What a delivery says in the text of another.
    func line(of delivery: ReadDueDeliveries.Row) -> LetterLine? {
      campaign.steps.indices.contains(delivery.step) ? campaign.steps[delivery.step].letter : nil
    }

    /// The message in a language that it has, nil for the campaign's own.
    func message(_ name: String, in language: String?) -> Result<Message, Unsendable>? {
      language.map { translations[name]?[$0] } ?? messages[name]
    }
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
    let names = Set(row.campaign.messageNames)
    var messages: [String: Result<Message, Unsendable>] = [:]
    var translations: [String: [String: Result<Message, Unsendable>]] = [:]
    for (key, entry) in catalog.entries where key.channel == Sender.channel && names.contains(key.original.name) {
      let message = Result { () throws(Unsendable) in
        Message(hash: entry.hash, template: try channel.template(entry.body))
      }
      if let language = key.language {
        translations[key.original.name, default: [:]][language] = message
      } else {
        messages[key.name] = message
      }
    }
    versions[id] = Version(campaign: row.campaign, messages: messages, translations: translations)
  }
}
