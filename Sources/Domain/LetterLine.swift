public import JSON

/// What a step says in one line, where its message stands in the letter that another leads.
public struct LetterLine: Sendable, Equatable {
  /// Mustache, in the campaign's own language.
  public var line: String
  /// Mustache of the address that the line leads to.
  public var link: String
  /// The line in further languages, by their tags.
  public var translations: [String: String]

  public init(line: String, link: String, translations: [String: String] = [:]) {
    self.line = line
    self.link = link
    self.translations = translations
  }

  /// As a published version keeps it.
  public var json: JSON {
    ["line": .string(line), "link": .string(link), "translations": .object(translations.mapValues(JSON.string))]
  }

  /// Reads what `json` wrote; nil for anything else.
  public init?(json: JSON) {
    guard let line = json["line"]?.string, let link = json["link"]?.string else { return nil }
    self.init(line: line, link: link, translations: (json["translations"]?.object ?? [:]).compactMapValues(\.string))
  }
}
