import JSON
import Rendering

/// Short messages: plain text with at most one link.
struct SMSAuthor: ChannelAuthor {
  func compile(_ message: MessageCompiler) -> SMSSource? { message.sms() }

  func check(
    _ source: SMSSource, of draft: MessageDraft, with sample: JSON, in check: SampleCheck
  ) throws(RenderingError) {
    _ = try render(source, with: sample)
    if source.links.count > 1 {
      check.report.add(draft.file, draft.linkLine, "an SMS has one link, this one has \(source.links.count)")
    }
    try check.refuseBareLinks(in: source.text, draft, sample, example: "<{{name}}>")
    try checkScripts(source, draft, sample, check.report)
  }

  /// Whether the text goes out to people and about courses whatever letters their names have, and what it then costs.
  private func checkScripts(
    _ source: SMSSource, _ draft: MessageDraft, _ sample: JSON, _ report: Report
  ) throws(RenderingError) {
    let template = try MustacheTemplate.parse(source.text)
    var dearest: (count: Int, label: String) = (0, "")
    for script in NameScript.all {
      let context = script.spelling(sample, printedBy: template, shortens: source.shortens)
      do throws(RenderingError) {
        let segments = try render(source, with: context).segments
        if segments.encoding == .ucs2, segments.count > dearest.count { dearest = (segments.count, script.label) }
      } catch {
        guard case .tooManySegments(let count, let allowed) = error else { throw error }
        report.add(
          draft.file, draft.linkLine,
          "with names in \(script.label) the text needs \(count) segments, \(allowed) are allowed; "
            + "write unicode_segments: \(count), shorten it, or list variables under shorten")
      }
    }
    if dearest.count > source.maximumSegments {
      report.note(
        draft.file, draft.linkLine,
        "with names in \(dearest.label) the text takes up to \(dearest.count) segments instead of \(source.maximumSegments)"
      )
    }
  }

  func preview(_ source: SMSSource, with sample: JSON) throws(RenderingError) -> [(ending: String, text: String)] {
    let sms = try render(source, with: sample)
    let cost = "\(sms.segments.count) segments, \(sms.segments.units) units, \(sms.segments.encoding.rawValue)"
    return [("txt", "\(sms.text)\n\n-- \(cost)\n")]
  }

  private func render(_ source: SMSSource, with sample: JSON) throws(RenderingError) -> RenderedSMS {
    try SMSRenderer.render(
      SMSTemplate(source), context: sample, sender: PreviewValues.sender, links: PreviewValues.links,
      rewriting: { _ in PreviewValues.shortLink })
  }
}
