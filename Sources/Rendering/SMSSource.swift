public import Domain
public import JSON

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
  /// Segments that it may take where a letter outside the GSM alphabet halves what one holds, and it cannot be shortened
  /// to `maximumSegments`.
  public var unicodeSegments: Int
  /// Whether Latin letters outside the GSM alphabet may be written as their nearest inside it, and emoji left out.
  public var transliterates: Bool
  /// Whether the message must say how to opt out; false only for transactional ones.
  public var carriesOptOut: Bool
  /// A BCP 47 tag.
  public var language: String

  public init(
    text: String, links: [String] = [], shortens: [String] = [], maximumSegments: Int = 2, unicodeSegments: Int? = nil,
    transliterates: Bool = false, carriesOptOut: Bool = true, language: String = "en"
  ) {
    self.text = text
    self.links = links
    self.shortens = shortens
    self.maximumSegments = maximumSegments
    self.unicodeSegments = unicodeSegments ?? 2 * maximumSegments
    self.transliterates = transliterates
    self.carriesOptOut = carriesOptOut
    self.language = language
  }

  /// Reads what `json` wrote; nil for anything else.
  public init?(json: JSON) {
    guard let text = json["text"]?.string, let links = json["links"]?.strings, let shortens = json["shortens"]?.strings,
      let maximumSegments = json["maximum_segments"]?.integer, let carriesOptOut = json["carries_opt_out"]?.bool
    else { return nil }
    self.init(
      text: text, links: links, shortens: shortens, maximumSegments: maximumSegments,
      unicodeSegments: json["unicode_segments"]?.integer, transliterates: json["transliterates"]?.bool ?? false,
      carriesOptOut: carriesOptOut, language: json["language"]?.string ?? "en")
  }

  public var json: JSON {
    var members: [String: JSON] = [
      "text": .string(text), "links": .strings(links), "shortens": .strings(shortens),
      "maximum_segments": .integer(maximumSegments), "unicode_segments": .integer(unicodeSegments),
      "transliterates": .bool(transliterates), "carries_opt_out": .bool(carriesOptOut),
    ]
    if language != "en" { members["language"] = .string(language) }
    return .object(members)
  }
}
