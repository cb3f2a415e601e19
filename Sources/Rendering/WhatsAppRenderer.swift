public import JSON

/// Makes a WhatsApp message of a template and a learner's values.
public enum WhatsAppRenderer {
  /// Renders `template`; throws where a value is missing or a part becomes longer than WhatsApp takes.
  ///
  /// - Parameter rewriting: what to print for each link target, called once for a target: the short code for the button of
  ///   an approved template, whose address is fixed but for that; the short address for a free text.
  public static func render(
    _ template: WhatsAppTemplate, context: JSON, sender: SenderDetails, links: RecipientLinks,
    rewriting: @escaping (String) -> String
  ) throws(RenderingError) -> RenderedWhatsApp {
    let values = MessageValues(learner: context, sender: sender, links: links)
    let ledger = LinkLedger(rewrite: rewriting)
    switch template.body {
    case .approved(let text): return try approved(text, template, values, ledger)
    case .free(let text):
      var renderer = MustacheRenderer(values, escaping: .text, links: template.links, ledger: ledger)
      try renderer.render(text)
      let written = renderer.out.tidied
      try WhatsAppLimits.require(written, "message", atMost: WhatsAppLimits.freeText)
      return RenderedWhatsApp(
        text: written, values: [], header: nil, buttonSuffix: nil, links: renderer.ledger?.links ?? [])
    }
  }

  private static func approved(
    _ text: ApprovedText, _ template: WhatsAppTemplate, _ values: MessageValues, _ ledger: LinkLedger
  ) throws(RenderingError) -> RenderedWhatsApp {
    var ledger = ledger
    let filling = try text.values(of: values)
    let written = text.numbered.filled(filling)
    try WhatsAppLimits.require(written, "text", atMost: WhatsAppLimits.body)
    let suffix = try template.source.button.map { (button) throws(RenderingError) in
      try address(template.links[button.link], values, &ledger)
    }
    return RenderedWhatsApp(
      text: written, values: filling, header: try header(template.header, values), buttonSuffix: suffix,
      links: ledger.links)
  }

  private static func header(
    _ header: WhatsAppTemplate.Header?, _ values: MessageValues
  ) throws(RenderingError) -> RenderedWhatsApp.Header? {
    switch header {
    case nil: return nil
    case .text(let text):
      let filling = try text.values(of: values)
      let written = text.numbered.filled(filling)
      try WhatsAppLimits.require(written, "header", atMost: WhatsAppLimits.header)
      return .text(written, value: filling.first)
    case .media(let media, let base, let url):
      let target = try target(url, values)
      guard target.isTrackable else { throw .refusedLink(.scheme) }
      let suffix = target.url.hasPrefix(base) ? String(target.url.dropFirst(base.count)) : target.url
      return .media(media, url: target.url, suffix: suffix)
    }
  }

  /// What to print for a link that must be tracked.
  private static func address(
    _ link: MustacheTemplate, _ values: MessageValues, _ ledger: inout LinkLedger
  ) throws(RenderingError) -> String {
    let target = try target(link, values)
    do throws(LinkFault) {
      if target.isMail || link.isRecipientLink { throw LinkFault.scheme }
      return try ledger.address(for: target, isTracked: true)
    } catch {
      throw .refusedLink(error)
    }
  }

  private static func target(_ url: MustacheTemplate, _ values: MessageValues) throws(RenderingError) -> LinkTarget {
    let text = try url.renderStrictly(values, escaping: .urlComponent)
    do throws(LinkFault) { return try LinkTarget(text) } catch { throw .refusedLink(error) }
  }
}
