import JSON
import Rendering

/// A compiled message with what the checks need to point at its source.
struct MessageDraft {
  /// A piece of the author's text that holds Mustache, and where it starts.
  struct Piece {
    let text: String
    let line: Int
    let template: MustacheTemplate
  }

  let file: String
  let key: MessageCatalog.Key
  /// The JSON of its content.
  let body: JSON
  /// Front matter texts and the body, in order.
  let pieces: [Piece]
  /// Names in the pieces that the message itself gives to texts.
  let phraseNames: Set<String>
  /// Targets of tracked links other than the button's, with the line of the first.
  let linkLine: Int
}
