/// A compiled short message, ready to render.
public struct SMSTemplate: Sendable, Equatable {
  public let source: SMSSource
  let text: MustacheTemplate
  let links: [MustacheTemplate]

  /// Parses the source; throws where its text or a link is no template.
  public init(_ source: SMSSource) throws(RenderingError) {
    self.source = source
    text = try MustacheTemplate.parse(SMSTemplate.complete(source))
    links = try source.links.map(MustacheTemplate.parse)
  }

  /// Every short message that is not transactional says how to stop, unless it names STOP itself.
  private static func complete(_ source: SMSSource) -> String {
    let namesStop = source.text.split { !$0.isLetter }.contains("STOP")
    let phrases = Phrases.of(source.language) ?? .english
    return source.carriesOptOut && !namesStop ? source.text + "\n" + phrases.replyStop : source.text
  }
}
