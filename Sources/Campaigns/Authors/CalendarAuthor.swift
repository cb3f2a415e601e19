import JSON
import Rendering

/// Invitations to the context's `meeting`: emails, with a front matter that says what they do to it.
struct CalendarAuthor: ChannelAuthor {
  private let mail = EmailAuthor()

  func compile(_ message: MessageCompiler) -> InvitationSource? { message.invitation() }

  func check(
    _ source: InvitationSource, of draft: MessageDraft, with sample: JSON, in check: SampleCheck
  ) throws(RenderingError) {
    try mail.check(source.email, of: draft, with: sample, in: check)
    checkMeeting(sample, draft, check.report)
  }

  func preview(
    _ source: InvitationSource, with sample: JSON
  ) throws(RenderingError) -> [(ending: String, text: String)] {
    try mail.preview(source.email, with: sample)
  }

  /// Numbers and texts are checked by the sender; here, that there is a meeting to invite to.
  private func checkMeeting(_ sample: JSON, _ draft: MessageDraft, _ report: Report) {
    for key in ["id", "title", "starts_at", "ends_at"] where sample["meeting"]?[key]?.string == nil {
      report.add(draft.file, 1, "an invitation needs meeting.\(key), a text, in every sample and in context.sql")
    }
  }
}
