public import JSON

/// Makes a message on Discord of a template and a learner's values.
public enum DiscordRenderer {
  /// The longest message, in UTF-16 units.
  public static let longest = 2000

  /// Renders `template`; throws where a value is missing or the message becomes longer than Discord takes.
  ///
  /// - Parameter rewriting: the address to print for each link target, called once for a target.
  public static func render(
    _ template: DiscordTemplate, context: JSON, sender: SenderDetails, links: RecipientLinks,
    rewriting: @escaping (String) -> String = { $0 }
  ) throws(RenderingError) -> RenderedDiscord {
    let values = MessageValues(learner: context, sender: sender, links: links)
    let ledger = LinkLedger(rewrite: rewriting)
    var renderer = MustacheRenderer(values, escaping: .discord, links: template.links, ledger: ledger)
    try renderer.render(template.text)
    let text = renderer.out.tidied
    let count = text.utf16.count
    if count > longest { throw .tooLong(part: "message", count: count, allowed: longest) }
    return RenderedDiscord(text: text, links: renderer.ledger?.links ?? [])
  }
}

/// A message on Discord as it is sent.
public struct RenderedDiscord: Sendable, Equatable {
  /// In Discord's Markdown.
  public let text: String
  /// The tracked links in order of appearance.
  public let links: [RenderedLink]
}
