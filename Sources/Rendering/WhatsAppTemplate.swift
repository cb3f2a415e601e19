/// A compiled WhatsApp message, ready to render.
public struct WhatsAppTemplate: Sendable, Equatable {
  enum Body: Sendable, Equatable {
    case approved(ApprovedText)
    case free(MustacheTemplate)
  }

  enum Header: Sendable, Equatable {
    case text(ApprovedText)
    /// The part of the address before its first tag, and the whole of it.
    case media(WhatsAppSource.Media, base: String, url: MustacheTemplate)
  }

  public let source: WhatsAppSource
  let body: Body
  let header: Header?
  let links: [MustacheTemplate]

  /// Parses the source; throws where one of its texts is no template.
  public init(_ source: WhatsAppSource) throws(RenderingError) {
    self.source = source
    links = try source.links.map(MustacheTemplate.parse)
    if source.template != nil {
      body = .approved(try ApprovedText(source.text, phrases: source.phrases))
    } else {
      body = .free(
        try MustacheTemplate.parse([source.text, source.footer].compactMap(\.self).joined(separator: "\n\n")))
    }
    switch source.header {
    case .text(let text): header = .text(try ApprovedText(text, phrases: source.phrases))
    case .media(let media, let url):
      let template = try MustacheTemplate.parse(url)
      header = .media(media, base: NumberedText(template).literals[0], url: template)
    case nil: header = nil
    }
  }

  /// The names behind the numbers of the text; none for a free text.
  public var names: [String] {
    if case .approved(let text) = body { text.numbered.names } else { [] }
  }
}

/// A text that was approved, and what fills its numbers.
struct ApprovedText: Sendable, Equatable {
  let numbered: NumberedText
  private let values: [MustacheTemplate]

  /// - Parameter phrases: what stands for a name, where that is more than the value of this name.
  init(_ text: String, phrases: [String: String]) throws(RenderingError) {
    numbered = NumberedText(try MustacheTemplate.parse(text))
    values = try numbered.names.map { (name) throws(RenderingError) in
      try MustacheTemplate.parse(phrases[name] ?? "{{\(name)}}")
    }
  }

  /// The values in order of their numbers; one that says nothing is missing.
  ///
  /// Each run of blanks in one is a single blank, for four refuse the message.
  func values(of context: MessageValues) throws(RenderingError) -> [String] {
    var filling: [String] = []
    for (name, value) in zip(numbered.names, values) {
      let text = try value.renderStrictly(context, escaping: .text).split(separator: " ").joined(separator: " ")
      if text.isBlank { throw .missing(variable: name) }
      filling.append(text)
    }
    return filling
  }
}
