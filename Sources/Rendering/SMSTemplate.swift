public import Domain
public import JSON

/// A compiled short message, ready to render.
public struct SMSTemplate: Sendable, Equatable {
  /// What every short message that is not transactional ends with unless it names STOP itself.
  public static let optOut = "Reply STOP to opt out"

  public let source: SMSSource
  let text: MustacheTemplate
  let links: [MustacheTemplate]

  /// Parses the source; throws where its text or a link is no template.
  public init(_ source: SMSSource) throws(MustacheError) {
    self.source = source
    text = try MustacheTemplate(SMSTemplate.complete(source))
    links = try source.links.map { (link) throws(MustacheError) in try MustacheTemplate(link) }
  }

  private static func complete(_ source: SMSSource) -> String {
    let namesStop = source.text.split { !$0.isLetter }.contains("STOP")
    return source.carriesOptOut && !namesStop ? source.text + "\n" + optOut : source.text
  }
}

/// A short message as `publish` stores it.
public struct SMSSource: MessageContent {
  public static let channel = Channel.sms

  /// Mustache; links stand as `{{link:N}}`.
  public var text: String
  /// Mustache of each link's target.
  public var links: [String]
  /// Variables that may be shortened when the text is too long, the most dispensable first.
  public var shortens: [String]
  /// Segments that the message may take.
  public var maximumSegments: Int
  /// Whether the message must say how to opt out; false only for transactional ones.
  public var carriesOptOut: Bool

  public init(
    text: String, links: [String] = [], shortens: [String] = [], maximumSegments: Int = 2, carriesOptOut: Bool = true
  ) {
    self.text = text
    self.links = links
    self.shortens = shortens
    self.maximumSegments = maximumSegments
    self.carriesOptOut = carriesOptOut
  }

  /// Reads what `json` wrote; nil for anything else.
  public init?(json: JSON) {
    guard let text = json["text"]?.string, let links = json["links"]?.strings, let shortens = json["shortens"]?.strings,
      let maximumSegments = json["maximum_segments"]?.integer, let carriesOptOut = json["carries_opt_out"]?.bool
    else { return nil }
    self.init(
      text: text, links: links, shortens: shortens, maximumSegments: maximumSegments, carriesOptOut: carriesOptOut)
  }

  public var json: JSON {
    [
      "text": .string(text), "links": .strings(links), "shortens": .strings(shortens),
      "maximum_segments": .integer(maximumSegments), "carries_opt_out": .bool(carriesOptOut),
    ]
  }
}

extension JSON {
  static func strings(_ texts: [String]) -> JSON { .array(texts.map(JSON.string)) }

  /// The texts of an array of strings; nil for every other value.
  var strings: [String]? {
    guard let elements = array else { return nil }
    let texts = elements.compactMap(\.string)
    return texts.count == elements.count ? texts : nil
  }
}
