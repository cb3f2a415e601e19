public import JSON

/// Makes a short message of a template and a learner's values, within the segments that it may take.
public enum SMSRenderer {
  /// Characters of a shortened value that stay, before its ellipsis.
  private static let shortest = 8

  /// Renders `template` so that it goes out.
  ///
  /// It stays as it is where it takes no more than `maximumSegments`; else the values named in `shortens` are cut at a
  /// character boundary; else, where a letter outside the GSM alphabet halves what a segment holds, it may take
  /// `unicodeSegments`. Links and all other values are never cut.
  ///
  /// - Parameter rewriting: the address to print for each link target (a short code's address), called once for a target.
  public static func render(
    _ template: SMSTemplate, context: JSON, sender: SenderDetails, links: RecipientLinks,
    rewriting: @escaping (String) -> String = { $0 }
  ) throws(RenderingError) -> RenderedSMS {
    var ledger = LinkLedger(rewrite: rewriting)
    let values = MessageValues(learner: context, sender: sender, links: links)
    let source = template.source
    let full = try attempt(template, values, &ledger)
    if let short = try shortened(full, to: source.maximumSegments, template, values, &ledger) { return short }
    guard full.segments.encoding == .ucs2, source.unicodeSegments > source.maximumSegments else {
      throw .tooManySegments(count: full.segments.count, allowed: source.maximumSegments)
    }
    if let short = try shortened(full, to: source.unicodeSegments, template, values, &ledger) { return short }
    throw .tooManySegments(count: full.segments.count, allowed: source.unicodeSegments)
  }

  /// The text in at most `segments`, with as much of its values as fits; nil where even the shortest does not fit.
  private static func shortened(
    _ full: RenderedSMS, to segments: Int, _ template: SMSTemplate, _ values: MessageValues, _ ledger: inout LinkLedger
  ) throws(RenderingError) -> RenderedSMS? {
    if full.segments.count <= segments { return full }
    var values = values
    for name in template.source.shortens {
      guard let value = values[name]?.string else { continue }
      for length in stride(from: value.count - 1, through: min(shortest, value.count - 1), by: -1) {
        values.replace(name, with: .string(value.shortened(to: length)))
        let shorter = try attempt(template, values, &ledger)
        if shorter.segments.count <= segments { return shorter }
      }
    }
    return nil
  }

  private static func attempt(
    _ template: SMSTemplate, _ values: MessageValues, _ ledger: inout LinkLedger
  ) throws(RenderingError) -> RenderedSMS {
    var renderer = MustacheRenderer(values, escaping: .sms, links: template.links, ledger: ledger)
    try renderer.render(template.text)
    ledger = renderer.ledger ?? ledger
    var text = SMSPunctuation.simplified(renderer.out.tidied)
    if template.source.transliterates { text = SMSTransliteration.simplified(text) }
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
