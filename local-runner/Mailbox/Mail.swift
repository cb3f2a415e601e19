import Domain
import JSON
import Rendering

/// One message of the mailbox with what the ledger says of it.
struct Mail: Sendable {
  /// What its page is called.
  var key: String
  var channel: String
  /// The provider that took it; nil where the message is a row of the database.
  var provider: String?
  var deliveryID: Int?
  var acceptedAt: Instant
  /// Where pages were served when it was written.
  var gateway: String
  var recipient: String
  var subject: String
  /// As the provider took it; the text of a row.
  var body: String
  /// The published message that the ledger says it is; nil where it knows none.
  var content: JSON?
  /// What became of it, in a word or two.
  var state: String
  /// The campaign's title; empty where the ledger does not know the message.
  var campaign: String
  /// Which message of the campaign it is.
  var template: String

  /// The channel as people call it.
  var channelLabel: String { Channel(rawValue: channel)?.traits.label ?? channel }

  /// What its recipient sees, with links that open where pages are served now.
  func read(at address: String) -> ReadMessage {
    guard let fake = FakeProviders.all.first(where: { $0.name == provider }) else {
      return ReadMessage(to: recipient, subject: subject, text: body)
    }
    var message = fake.read(Array(body.utf8))
    if let template = message.template, let source = content.flatMap(WhatsAppSource.init(json:)),
      let text = template.text(of: source, base: gateway + "/c/")
    {
      message.text = text
    }
    if gateway == address { return message }
    message.text = message.text.replacing(gateway + "/", with: address + "/")
    message.html = message.html?.replacing(gateway + "/", with: address + "/")
    message.headers = message.headers.mapValues { $0.replacing(gateway + "/", with: address + "/") }
    return message
  }
}
