import Domain
import JSON
import Rendering

/// A post on a made-up service that learners must be let into first.
struct Post: MessageContent {
  static let channel = Channel.discord

  let text: String

  init(text: String) { self.text = text }

  init?(json: JSON) {
    guard let text = json["markdown"]?.string else { return nil }
    self.text = text
  }

  var json: JSON { ["markdown": .string(text)] }
}
