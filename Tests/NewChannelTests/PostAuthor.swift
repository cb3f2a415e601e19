import JSON
import Rendering

@testable import Campaigns

/// Posts as authors write them.
struct PostAuthor: ChannelAuthor {
  func compile(_ message: MessageCompiler) -> Post? {
    message.piece(message.file.body, line: message.file.bodyLine).map { _ in Post(text: message.file.body) }
  }

  func check(_ post: Post, of draft: MessageDraft, with sample: JSON, in check: SampleCheck) throws(RenderingError) {
    _ = try preview(post, with: sample)
  }

  func preview(_ post: Post, with sample: JSON) throws(RenderingError) -> [(ending: String, text: String)] {
    guard let template = try? MustacheTemplate(post.text) else { return [] }
    return [("md", try template.renderStrictly(sample, escaping: .text))]
  }
}
