/// A compiled email, ready to render: the message inside its layout, parsed once.
public struct EmailTemplate: Sendable, Equatable {
  public let source: EmailSource
  let subject: MustacheTemplate
  let preheader: MustacheTemplate
  let html: MustacheTemplate
  let text: MustacheTemplate
  let links: [MustacheTemplate]

  /// Parses the source; throws where a part of it is no template.
  public init(_ source: EmailSource) throws(MustacheError) {
    self.source = source
    subject = try MustacheTemplate(source.subject)
    preheader = try MustacheTemplate(source.preheader)
    html = try MustacheTemplate(EmailLayout.html(source))
    text = try MustacheTemplate(EmailLayout.text(source))
    links = try source.links.map { (link) throws(MustacheError) in try MustacheTemplate(link) }
  }
}
