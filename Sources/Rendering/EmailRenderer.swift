public import JSON

/// Makes an email of a template and a learner's values.
public enum EmailRenderer {
  /// Renders every part of `template`, or throws and renders none (promise 4).
  ///
  /// - Parameter items: what the email says about besides; each has its own tracked link, which is not among the email's.
  /// - Parameter rewriting: the address to print for each link target (a short code's address), called once for a target;
  ///   opt-out links and mail addresses are never passed to it.
  public static func render(
    _ template: EmailTemplate, context: JSON, sender: SenderDetails, links: RecipientLinks,
    items: [LetterItem] = [], rewriting: @escaping (String) -> String = { $0 }
  ) throws(RenderingError) -> RenderedEmail {
    let values = MessageValues(learner: context, sender: sender, links: links, items: items)
    let subject = try template.subject.renderStrictly(values, escaping: .header)
    let preheader = try template.preheader.renderStrictly(values, escaping: .text)
    let ledger = LinkLedger(rewrite: rewriting)
    var html = MustacheRenderer(values, escaping: .html, links: template.links, ledger: ledger)
    try html.render(template.html)
    var text = MustacheRenderer(values, escaping: .text, links: template.links, ledger: html.ledger ?? ledger)
    try text.render(template.text)
    let plain = template.hasTables ? TextTable.laidOut(text.out) : text.out
    return RenderedEmail(
      subject: subject.tidied, preheader: preheader.tidied, html: html.out, text: plain.tidied + "\n",
      links: text.ledger?.links ?? [])
  }
}

/// An email as it is sent.
public struct RenderedEmail: Sendable, Equatable {
  public let subject: String
  /// What mail programs show beside the subject; it is in `html` already.
  public let preheader: String
  public let html: String
  public let text: String
  /// The tracked links in order of appearance.
  public let links: [RenderedLink]
}
