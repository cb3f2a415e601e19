import JSON
import Rendering

/// Notices in the app: a title, a plain text, and at most one link.
struct InAppAuthor: ChannelAuthor {
  func compile(_ message: MessageCompiler) -> InAppSource? { message.inApp() }

  func check(
    _ source: InAppSource, of draft: MessageDraft, with sample: JSON, in check: SampleCheck
  ) throws(RenderingError) {
    _ = try render(source, with: sample)
    try check.refuseBareLinks(in: source.text, draft, sample, example: "link: \"{{name}}\"")
  }

  func preview(_ source: InAppSource, with sample: JSON) throws(RenderingError) -> [(ending: String, text: String)] {
    let notice = try render(source, with: sample)
    let parts = ["[\(notice.type)] \(notice.title)", notice.message, notice.link].compactMap(\.self)
    return [("txt", parts.joined(separator: "\n\n") + "\n")]
  }

  private func render(_ source: InAppSource, with sample: JSON) throws(RenderingError) -> RenderedNotice {
    try InAppRenderer.render(
      InAppTemplate(source), context: sample, sender: PreviewValues.sender, links: PreviewValues.links,
      rewriting: { _ in PreviewValues.shortLink })
  }
}
