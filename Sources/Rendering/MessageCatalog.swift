public import Domain
public import JSON

/// The compiled messages of one campaign version, as `publish` stores them: a channel's content is not looked into.
public struct MessageCatalog: Sendable, Equatable {
  /// A step names a message, a delivery has a channel.
  public struct Key: Sendable, Hashable {
    /// A translation's name begins with its language: `de/welcome-back`.
    public let name: String
    public let channel: Channel

    public init(_ name: String, _ channel: Channel, in language: String? = nil) {
      self.name = language.map { "\($0)/\(name)" } ?? name
      self.channel = channel
    }

    /// A BCP 47 tag; nil for the campaign's own.
    public var language: String? { name.firstIndex(of: "/").map { String(name[..<$0]) } }

    /// The message as steps name it, in the campaign's own language.
    public var original: Key {
      Key(name.firstIndex(of: "/").map { String(name[name.index(after: $0)...]) } ?? name, channel)
    }
  }

  /// One message: the JSON of its content, and the hash that a delivery records.
  public struct Entry: Sendable, Equatable {
    /// Lower-case hexadecimal SHA-256 of the content.
    public let hash: String
    public let body: JSON

    public init(hash: String, body: JSON) {
      self.hash = hash
      self.body = body
    }
  }

  public private(set) var entries: [Key: Entry]

  public init(_ entries: [Key: Entry] = [:]) { self.entries = entries }

  /// Reads what `json` wrote; nil for anything else.
  public init?(json: JSON) {
    guard let members = json.object else { return nil }
    entries = [:]
    for (text, member) in members {
      guard let key = Key(text), let hash = member["hash"]?.string, let body = member[key.channel.rawValue] else {
        return nil
      }
      entries[key] = Entry(hash: hash, body: body)
    }
  }

  /// Members `<name>.<channel>`, each with its hash and, under the channel's name, its content.
  public var json: JSON {
    .object(
      Dictionary(
        uniqueKeysWithValues: entries.map { key, entry in
          (key.text, .object(["hash": .string(entry.hash), key.channel.rawValue: entry.body]))
        }))
  }

  /// The message that a step names for a channel.
  public subscript(name: String, channel: Channel) -> Entry? { entries[Key(name, channel)] }
}

extension MessageCatalog.Key {
  init?(_ text: String) {
    guard let dot = text.lastIndex(of: "."), let channel = Channel(rawValue: String(text[text.index(after: dot)...]))
    else { return nil }
    self.init(String(text[..<dot]), channel)
  }

  var text: String { "\(name).\(channel.rawValue)" }
}
