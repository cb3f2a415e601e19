/// A compiled task for a person, ready to render.
public struct WorklistTemplate: Sendable, Equatable {
  let title: MustacheTemplate
  let text: MustacheTemplate
  /// What it says besides its words.
  public let source: WorklistSource

  /// Parses the source; throws where one of its texts is no template.
  public init(_ source: WorklistSource) throws(RenderingError) {
    title = try MustacheTemplate.parse(source.title)
    text = try MustacheTemplate.parse(source.text)
    self.source = source
  }
}
