public import Domain
public import JSON

/// A notice in the app as `publish` stores it.
public struct InAppSource: MessageContent {
  public static let channel = Channel.inapp

  /// A word by which the app may sort or paint it.
  public var type: String
  /// Mustache on one line.
  public var title: String
  /// Mustache of plain text.
  public var text: String
  /// Mustache of where it leads; nil where it leads nowhere.
  public var link: String?

  public init(type: String, title: String, text: String, link: String? = nil) {
    self.type = type
    self.title = title
    self.text = text
    self.link = link
  }

  /// Reads what `json` wrote; nil for anything else.
  public init?(json: JSON) {
    guard let type = json["type"]?.string, let title = json["title"]?.string, let text = json["text"]?.string else {
      return nil
    }
    self.init(type: type, title: title, text: text, link: json["link"]?.string)
  }

  public var json: JSON {
    var members: [String: JSON] = ["type": .string(type), "title": .string(title), "text": .string(text)]
    if let link { members["link"] = .string(link) }
    return .object(members)
  }
}
