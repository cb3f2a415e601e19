public import JSON

/// What an invitation says about its meeting in the message's own words, parsed.
public struct MeetingWords: Sendable {
  private let parts: [(key: String, text: MustacheTemplate)]

  /// Throws where a text is no template.
  public init(_ source: InvitationSource) throws(RenderingError) {
    var parts: [(key: String, text: MustacheTemplate)] = []
    for (key, text) in [("title", source.title), ("description", source.description)] {
      if let text { parts.append((key, try MustacheTemplate.parse(text))) }
    }
    self.parts = parts
  }

  /// The context's `meeting` with these words in it; nil where there is none.
  ///
  /// Throws where a value is missing.
  public func meeting(
    in context: JSON, sender: SenderDetails, links: RecipientLinks
  ) throws(RenderingError) -> JSON? {
    guard case .object(var members)? = context["meeting"] else { return nil }
    let values = MessageValues(learner: context, sender: sender, links: links)
    for part in parts { members[part.key] = .string(try part.text.renderStrictly(values, escaping: .text)) }
    return .object(members)
  }
}
