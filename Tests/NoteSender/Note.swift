import Domain
import JSON
import Rendering

/// What a note is published as: one line of Mustache.
struct Note: MessageContent {
  static let channel = Channel.inapp

  let text: String

  init(text: String) { self.text = text }

  init?(json: JSON) {
    guard let text = json["text"]?.string else { return nil }
    self.text = text
  }

  var json: JSON { ["text": .string(text)] }
}
