/// A compiled message on Discord, ready to render.
public struct DiscordTemplate: Sendable, Equatable {
  public let source: DiscordSource
  let text: MustacheTemplate
  let links: [MustacheTemplate]

  /// Parses the source; throws where its text or a link is no template.
  public init(_ source: DiscordSource) throws(RenderingError) {
    self.source = source
    var (text, links) = (source.text, source.links)
    if source.carriesOptOut {
      // Small, and without a preview of the page.
      let phrases = Phrases.of(source.language) ?? .english
      text += "\n\n-# [\(phrases.stopMessages)](<{{link:\(links.count)}}>)"
      links.append("{{\(SystemVariable.unsubscribeURL.rawValue)}}")
    }
    self.text = try MustacheTemplate.parse(text)
    self.links = try links.map(MustacheTemplate.parse)
  }
}
