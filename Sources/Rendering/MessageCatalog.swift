public import Domain
public import JSON

/// The compiled messages of one campaign version, as `publish` stores them.
public struct MessageCatalog: Sendable, Equatable {
  /// One message: its source and the hash that a delivery records.
  public struct Entry: Sendable, Equatable {
    public enum Content: Sendable, Equatable {
      case email(EmailSource)
      case sms(SMSSource)
    }

    /// Lower-case hexadecimal SHA-256 of the content.
    public let hash: String
    public let content: Content

    public init(hash: String, content: Content) {
      self.hash = hash
      self.content = content
    }
  }

  /// Entries by `<name>.<channel>`.
  public private(set) var entries: [String: Entry]

  public init(_ entries: [String: Entry] = [:]) { self.entries = entries }

  /// Reads what `json` wrote; nil for anything else.
  public init?(json: JSON) {
    guard let members = json.object else { return nil }
    entries = [:]
    for (key, member) in members {
      guard let hash = member["hash"]?.string else { return nil }
      if let email = member["email"].flatMap(EmailSource.init(json:)) {
        entries[key] = Entry(hash: hash, content: .email(email))
      } else if let sms = member["sms"].flatMap(SMSSource.init(json:)) {
        entries[key] = Entry(hash: hash, content: .sms(sms))
      } else {
        return nil
      }
    }
  }

  public var json: JSON {
    .object(
      entries.mapValues { entry in
        switch entry.content {
        case .email(let source): ["hash": .string(entry.hash), "email": source.json]
        case .sms(let source): ["hash": .string(entry.hash), "sms": source.json]
        }
      })
  }

  /// The message that a step names for a channel.
  public subscript(name: String, channel: Channel) -> Entry? { entries["\(name).\(channel.rawValue)"] }
}
