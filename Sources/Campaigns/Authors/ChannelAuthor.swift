import Domain
import JSON
import Rendering

/// How messages of one channel are made of what an author writes: compiled, judged and shown.
protocol ChannelAuthor<Content>: Sendable {
  associatedtype Content: MessageContent

  /// Whether its messages may have tables.
  var takesTables: Bool { get }

  /// The content of a message file; nil, with faults reported, where it cannot be compiled.
  func compile(_ message: MessageCompiler) -> Content?

  /// Reports what is wrong with the message that a learner like the sample would get.
  func check(
    _ content: Content, of draft: MessageDraft, with sample: JSON, in check: SampleCheck
  ) throws(RenderingError)

  /// What a learner like the sample would get, by the ending of its preview's file.
  func preview(_ content: Content, with sample: JSON) throws(RenderingError) -> [(ending: String, text: String)]

  /// What is handed in somewhere before the message may go out, with the sample's values as examples, by the ending of its
  /// file; nothing where nobody is asked.
  func submission(_ content: Content, with sample: JSON) throws(RenderingError) -> [(ending: String, text: String)]
}

extension ChannelAuthor {
  func submission(_ content: Content, with sample: JSON) throws(RenderingError) -> [(ending: String, text: String)] {
    []
  }

  var channel: Channel { Content.channel }

  var takesTables: Bool { false }

  func body(_ message: MessageCompiler) -> JSON? { compile(message)?.json }

  func check(
    body: JSON, of draft: MessageDraft, with sample: JSON, in check: SampleCheck
  ) throws(RenderingError) {
    guard let content = Content(json: body) else { throw .unreadable }
    try self.check(content, of: draft, with: sample, in: check)
  }

  func preview(body: JSON, with sample: JSON) throws(RenderingError) -> [(ending: String, text: String)] {
    guard let content = Content(json: body) else { throw .unreadable }
    return try preview(content, with: sample)
  }

  func submission(body: JSON, with sample: JSON) throws(RenderingError) -> [(ending: String, text: String)] {
    guard let content = Content(json: body) else { throw .unreadable }
    return try submission(content, with: sample)
  }
}
