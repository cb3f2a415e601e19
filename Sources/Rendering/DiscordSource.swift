public import Domain
public import JSON

/// A message on Discord as `publish` stores it.
public struct DiscordSource: MessageContent {
  public static let channel = Channel.discord

  /// Who reads it.
  public enum Audience: String, CaseIterable, Sendable {
    /// One person, in a channel of their own.
    case person
    /// Everybody who reads a group's channel.
    case group
  }

  /// Mustache in Discord's Markdown; links stand as `{{link:N}}`.
  public var text: String
  /// Mustache of each link's target.
  public var links: [String]
  public var audience: Audience
  /// Whom it rings for, in Discord's words: `users`, `roles`, `everyone`.
  public var mentions: [String]
  /// Whether links are shown without a preview of the page.
  public var hidesPreviews: Bool
  public var isSilent: Bool
  /// Whether the message must say how to stop it.
  public var carriesOptOut: Bool
  /// A BCP 47 tag.
  public var language: String

  public init(
    text: String, links: [String] = [], audience: Audience = .person, mentions: [String] = [],
    hidesPreviews: Bool = false, isSilent: Bool = false, carriesOptOut: Bool = true,
    language: String = "en"
  ) {
    self.text = text
    self.links = links
    self.audience = audience
    self.mentions = mentions
    self.hidesPreviews = hidesPreviews
    self.isSilent = isSilent
    self.carriesOptOut = carriesOptOut
    self.language = language
  }

  /// Reads what `json` wrote; nil for anything else.
  public init?(json: JSON) {
    guard let text = json["text"]?.string, let links = json["links"]?.strings,
      let mentions = json["mentions"]?.strings,
      let audience = json["audience"]?.string.flatMap(Audience.init(rawValue:)),
      let hidesPreviews = json["hides_previews"]?.bool, let isSilent = json["silent"]?.bool,
      let carriesOptOut = json["carries_opt_out"]?.bool
    else { return nil }
    self.init(
      text: text, links: links, audience: audience, mentions: mentions, hidesPreviews: hidesPreviews,
      isSilent: isSilent, carriesOptOut: carriesOptOut,
      language: json["language"]?.string ?? "en")
  }

  public var json: JSON {
    var members: [String: JSON] = [
      "text": .string(text), "links": .strings(links), "audience": .string(audience.rawValue),
      "mentions": .strings(mentions), "hides_previews": .bool(hidesPreviews), "silent": .bool(isSilent),
      "carries_opt_out": .bool(carriesOptOut),
    ]
    if language != "en" { members["language"] = .string(language) }
    return .object(members)
  }
}
