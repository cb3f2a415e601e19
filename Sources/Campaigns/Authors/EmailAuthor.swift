import JSON
import Rendering

/// Emails: Markdown with a front matter of subject, preheader, button and box.
struct EmailAuthor: ChannelAuthor {
  /// Mail programs cut subjects and preheaders after about so many characters.
  private static let longestSubject = 70
  private static let longestPreheader = 140
  /// Gmail cuts messages at 102 KB.
  private static let largestPage = 100_000

  let takesTables = true

  func compile(_ message: MessageCompiler) -> EmailSource? { message.email() }

  func check(
    _ source: EmailSource, of draft: MessageDraft, with sample: JSON, in check: SampleCheck
  ) throws(RenderingError) {
    let email = try render(source, with: sample)
    let subjectLine = draft.pieces.first?.line ?? 1
    limit(email.subject, "subject", to: EmailAuthor.longestSubject) { check.report.add(draft.file, subjectLine, $0) }
    limit(email.preheader, "preheader", to: EmailAuthor.longestPreheader) {
      check.report.add(draft.file, subjectLine, $0)
    }
    if email.html.utf8.count > EmailAuthor.largestPage {
      check.report.add(
        draft.file, 1, "the page has \(email.html.utf8.count) bytes; mail programs cut it at \(EmailAuthor.largestPage)"
      )
    }
    if check.isMarketing { checkAction(source, draft, check.report) }
    try check.refuseBareLinks(in: source.text, draft, sample, example: "[text]({{name}})")
  }

  func preview(_ source: EmailSource, with sample: JSON) throws(RenderingError) -> [(ending: String, text: String)] {
    let email = try render(source, with: sample)
    let head = "Subject: \(email.subject)\nPreheader: \(email.preheader)\n\n"
    return [("html", email.html), ("txt", head + email.text)]
  }

  private func render(_ source: EmailSource, with sample: JSON) throws(RenderingError) -> RenderedEmail {
    try EmailRenderer.render(
      EmailTemplate(source), context: sample, sender: PreviewValues.sender, links: PreviewValues.links)
  }

  private func limit(_ text: String, _ part: String, to limit: Int, _ report: (String) -> Void) {
    if text.count > limit { report("the \(part) has \(text.count) characters, \(limit) are shown") }
  }

  /// One unambiguous action (REQ-4-50, X-79): a button, and no other links than help and opt-out.
  private func checkAction(_ source: EmailSource, _ draft: MessageDraft, _ report: Report) {
    guard let button = source.button else {
      report.add(draft.file, 1, "the email has no button; add button: { label, url } for its one action")
      return
    }
    let system = SystemVariable.allCases.map { "{{\($0.rawValue)}}" }
    for (index, target) in source.links.enumerated()
    where index != button.link && !target.lowercased().hasPrefix("mailto:") && !system.contains(target) {
      report.add(draft.file, draft.linkLine, "the link to \(target) is a second action; the button is the first")
    }
  }
}
