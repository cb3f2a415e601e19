import Domain
import JSON
import Rendering
import Sending
import Store

@testable import note_sender

/// How posts are written.
struct PostChannel: MessageChannel {
  /// One post to one learner.
  struct Message: Sendable {
    let learner: String
    let text: String
  }

  static let channel = Post.channel

  func contacts(_ ids: [Int], _ connection: borrowing Connection) throws(StoreError) -> [Contact] {
    try connection.run(ReadNoteContacts(ids: ids))
  }

  func template(_ body: JSON) throws(Unsendable) -> MustacheTemplate {
    guard let post = Post(json: body), let template = try? MustacheTemplate(post.text) else {
      throw Unsendable(.brokenTemplate)
    }
    return template
  }

  func compose(_ draft: Draft<MustacheTemplate>, under terms: Void) throws(Unsendable) -> Composition<Message> {
    do throws(RenderingError) {
      let text = try draft.template.renderStrictly(draft.context, escaping: .text)
      return Composition(Message(learner: draft.address, text: text), links: [])
    } catch {
      throw Unsendable(error)
    }
  }
}
