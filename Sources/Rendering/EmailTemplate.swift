/// A compiled email, ready to render: the message inside its layout, parsed once.
public struct EmailTemplate: Sendable, Equatable {
  public let source: EmailSource
  let subject: MustacheTemplate
  let preheader: MustacheTemplate
  let html: MustacheTemplate
  let text: MustacheTemplate
  let links: [MustacheTemplate]
  /// Whether the text has tables, which are laid out once their values are there.
  let hasTables: Bool

  /// Parses the source; throws where a part of it is no template.
  public init(_ source: EmailSource) throws(RenderingError) {
    self.source = source
    subject = try MustacheTemplate.parse(source.subject)
    preheader = try MustacheTemplate.parse(source.preheader)
    html = try MustacheTemplate.parse(EmailLayout.html(source))
    text = try MustacheTemplate.parse(EmailLayout.text(source))
    links = try source.links.map(MustacheTemplate.parse)
    hasTables = TextTable.isMarked(source.text)
  }
}
