import JSON
import Rendering

@testable import Campaigns
@testable import note_sender

/// Notes as authors write them: the body of the file, at most eighty characters.
struct NoteAuthor: ChannelAuthor {
  func compile(_ message: MessageCompiler) -> Note? {
    guard message.piece(message.file.body, line: message.file.bodyLine) != nil else { return nil }
    return Note(text: message.file.body.filter { !$0.isNewline })
  }

  func check(
    _ note: Note, of draft: MessageDraft, with sample: JSON, in check: SampleCheck
  ) throws(RenderingError) {
    for page in try preview(note, with: sample) where page.text.count > 80 {
      check.report.add(draft.file, draft.linkLine, "the note has \(page.text.count) characters, 80 are shown")
    }
  }

  func preview(_ note: Note, with sample: JSON) throws(RenderingError) -> [(ending: String, text: String)] {
    guard let template = try? MustacheTemplate(note.text) else { return [] }
    return [("txt", try template.renderStrictly(sample, escaping: .text))]
  }
}
