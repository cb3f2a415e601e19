import JSON
import Rendering

/// Short messages: plain text with at most one link.
struct SMSAuthor: ChannelAuthor {
  func compile(_ message: MessageCompiler) -> SMSSource? { message.sms() }

  func check(
    _ source: SMSSource, of draft: MessageDraft, with sample: JSON, in check: SampleCheck
  ) throws(RenderingError) {
    guard try render(source, with: sample) != nil else { return }
    if source.links.count > 1 {
      check.report.add(draft.file, draft.linkLine, "an SMS has one link, this one has \(source.links.count)")
    }
    check.refuseBareLinks(in: source.text, draft, sample, example: "<{{name}}>")
  }

  func preview(_ source: SMSSource, with sample: JSON) throws(RenderingError) -> [(ending: String, text: String)] {
    guard let sms = try render(source, with: sample) else { return [] }
    let cost = "\(sms.segments.count) segments, \(sms.segments.units) units, \(sms.segments.encoding.rawValue)"
    return [("txt", "\(sms.text)\n\n-- \(cost)\n")]
  }

  private func render(_ source: SMSSource, with sample: JSON) throws(RenderingError) -> RenderedSMS? {
    guard let template = try? SMSTemplate(source) else { return nil }
    return try SMSRenderer.render(
      template, context: sample, sender: PreviewValues.sender, links: PreviewValues.links,
      rewriting: { _ in PreviewValues.shortLink })
  }
}
