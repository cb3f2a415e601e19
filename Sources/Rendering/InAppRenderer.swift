public import JSON

/// Makes a notice of a template and a learner's values.
public enum InAppRenderer {
  /// The longest title, in UTF-16 units.
  public static let longestTitle = 120
  /// The longest text, in UTF-16 units.
  public static let longestText = 1000

  /// Renders `template`; throws where a value is missing or a part becomes too long.
  ///
  /// - Parameter rewriting: the address to print for the link's target, called once.
  public static func render(
    _ template: InAppTemplate, context: JSON, sender: SenderDetails, links: RecipientLinks,
    rewriting: @escaping (String) -> String = { $0 }
  ) throws(RenderingError) -> RenderedNotice {
    let values = MessageValues(learner: context, sender: sender, links: links)
    let title = try template.title.renderStrictly(values, escaping: .text)
    try require(title, "title", longestTitle)
    let message = try template.text.renderStrictly(values, escaping: .text).tidied
    try require(message, "message", longestText)
    guard let link = template.link else {
      return RenderedNotice(type: template.type, title: title, message: message, link: nil, links: [])
    }
    let ledger = LinkLedger(rewrite: rewriting)
    var renderer = MustacheRenderer(values, escaping: .text, links: template.links, ledger: ledger)
    try renderer.render(link)
    return RenderedNotice(
      type: template.type, title: title, message: message, link: renderer.out, links: renderer.ledger?.links ?? [])
  }

  private static func require(_ text: String, _ part: String, _ limit: Int) throws(RenderingError) {
    if text.utf16.count > limit { throw .tooLong(part: part, count: text.utf16.count, allowed: limit) }
  }
}

/// A notice as its learner sees it.
public struct RenderedNotice: Sendable, Equatable {
  public let type: String
  public let title: String
  public let message: String
  /// Where it leads.
  public let link: String?
  /// The tracked link, where it has one.
  public let links: [RenderedLink]
}
