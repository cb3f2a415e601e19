public import JSON

/// Makes a short message of a template and a learner's values, within the segments that it may take.
public enum SMSRenderer {
  /// Characters of a shortened value that stay, before its ellipsis.
  private static let shortest = 8

  /// Renders `template`; values named in `shortens` are cut at a character boundary where the text is too long, links and
  /// all other values never.
  ///
  /// - Parameter rewriting: the address to print for each link target (a short code's address), called once for a target.
  public static func render(
    _ template: SMSTemplate, context: JSON, sender: SenderDetails, links: RecipientLinks,
    rewriting: @escaping (String) -> String = { $0 }
  ) throws(RenderingError) -> RenderedSMS {
    var ledger = LinkLedger(untracked: links.untracked, rewrite: rewriting)
    var values = MessageValues(learner: context, sender: sender, links: links)
    let full = try attempt(template, values, &ledger)
    if full.segments.count <= template.source.maximumSegments { return full }
    for name in template.source.shortens {
      guard let value = values[name]?.string else { continue }
      for length in stride(from: value.count - 1, through: min(shortest, value.count - 1), by: -1) {
        values.replace(name, with: .string(value.shortened(to: length)))
        let shorter = try attempt(template, values, &ledger)
        if shorter.segments.count <= template.source.maximumSegments { return shorter }
      }
    }
    throw .tooManySegments(count: full.segments.count, allowed: template.source.maximumSegments)
  }

  private static func attempt(
    _ template: SMSTemplate, _ values: MessageValues, _ ledger: inout LinkLedger
  ) throws(RenderingError) -> RenderedSMS {
    var renderer = MustacheRenderer(values, escaping: .sms, links: template.links, ledger: ledger)
    try renderer.render(template.text)
    ledger = renderer.ledger ?? ledger
    let text = SMSPunctuation.simplified(renderer.out.tidied)
    return RenderedSMS(text: text, segments: SMSSegments(text), links: ledger.links)
  }
}

/// A short message as it is sent.
public struct RenderedSMS: Sendable, Equatable {
  public let text: String
  public let segments: SMSSegments
  /// The tracked links in order of appearance.
  public let links: [RenderedLink]
}

extension String {
  fileprivate func shortened(to length: Int) -> String {
    var kept = prefix(length)
    while let last = kept.last, last.isWhitespace || last.isPunctuation { kept.removeLast() }
    return kept + "\u{2026}"
  }
}
