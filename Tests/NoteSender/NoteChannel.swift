import Domain
import JSON
import Rendering
import Sending
import Store

/// Notes that learners see where they learn.
struct NoteChannel: RowChannel {
  static let channel = Note.channel

  func contacts(_ ids: [Int], _ connection: borrowing Connection) throws(StoreError) -> [Contact] {
    try connection.run(ReadNoteContacts(ids: ids))
  }

  func template(_ body: JSON) throws(Unsendable) -> MustacheTemplate {
    guard let note = Note(json: body), let template = try? MustacheTemplate(note.text) else {
      throw Unsendable(.brokenTemplate)
    }
    return template
  }

  func compose(_ draft: Draft<MustacheTemplate>, under terms: Void) throws(Unsendable) -> Composition<String> {
    do throws(RenderingError) {
      return Composition(try draft.template.renderStrictly(draft.context, escaping: .text), links: [])
    } catch {
      throw Unsendable(error)
    }
  }

  func bytes(of note: String) -> [UInt8] { Array(note.utf8) }

  func insert(
    _ messages: [(deliveryID: Int, message: String)], now: Instant, _ connection: borrowing Connection
  ) throws(StoreError) {
    try connection.execute(InsertNotes(ids: messages.map(\.deliveryID), texts: messages.map(\.message)))
  }
}
