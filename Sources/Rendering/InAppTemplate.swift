/// A compiled notice, ready to render.
public struct InAppTemplate: Sendable, Equatable {
  let type: String
  let title: MustacheTemplate
  let text: MustacheTemplate
  /// A text that is the link's tag and nothing else.
  let link: MustacheTemplate?
  let links: [MustacheTemplate]

  /// Parses the source; throws where one of its texts is no template.
  public init(_ source: InAppSource) throws(RenderingError) {
    type = source.type
    title = try MustacheTemplate.parse(source.title)
    text = try MustacheTemplate.parse(source.text)
    link = source.link == nil ? nil : try MustacheTemplate.parse("{{link:0}}")
    links = try [source.link].compactMap(\.self).map(MustacheTemplate.parse)
  }
}
