import JSON
import Rendering

/// WhatsApp messages: the parameters of approved templates, and free texts for inside a conversation.
struct WhatsAppAuthor: ChannelAuthor {
  func compile(_ message: MessageCompiler) -> WhatsAppSource? { message.whatsApp() }

  func check(
    _ source: WhatsAppSource, of draft: MessageDraft, with sample: JSON, in check: SampleCheck
  ) throws(RenderingError) {
    _ = try render(source, with: sample)
    let example = source.template == nil ? "<{{name}}>" : "button: { label: …, url: \"{{name}}\" }"
    try check.refuseBareLinks(in: source.text, draft, sample, example: example)
  }

  func preview(
    _ source: WhatsAppSource, with sample: JSON
  ) throws(RenderingError) -> [(ending: String, text: String)] {
    let message = try render(source, with: sample)
    var parts = [message.text]
    switch message.header {
    case .text(let text, _): parts.insert(text, at: 0)
    case .media(let media, let url, _): parts.insert("[\(media.rawValue)] \(url)", at: 0)
    case nil: break
    }
    if source.template != nil {
      parts += [source.footer].compactMap(\.self)
      if let button = source.button, let suffix = message.buttonSuffix {
        parts.append("[\(button.label)] \(PreviewValues.linkBase)\(suffix)")
      }
      parts += source.replies.map { "[\($0.label)]" }
    }
    return [("txt", parts.joined(separator: "\n\n") + "\n")]
  }

  func submission(
    _ source: WhatsAppSource, with sample: JSON
  ) throws(RenderingError) -> [(ending: String, text: String)] {
    guard let submission = TemplateSubmission(source, try render(source, with: sample)) else { return [] }
    return [("template.json", submission.json.text + "\n"), ("template.txt", submission.text)]
  }

  private func render(_ source: WhatsAppSource, with sample: JSON) throws(RenderingError) -> RenderedWhatsApp {
    let address = source.template == nil ? PreviewValues.shortLink : PreviewValues.linkCode
    return try WhatsAppRenderer.render(
      WhatsAppTemplate(source), context: sample, sender: PreviewValues.sender, links: PreviewValues.links,
      rewriting: { _ in address })
  }
}
