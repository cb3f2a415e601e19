public import Domain

/// A WhatsApp message as `publish` stores it: the parameters of an approved template, or a free text for a conversation that
/// the learner has opened.
public struct WhatsAppSource: MessageContent {
  public static let channel = Channel.whatsapp

  /// Which approved template it is; nil for a free text.
  public var template: Approval?
  /// Mustache; links of a free text stand as `{{link:N}}`.
  public var text: String
  /// Mustache of the values that the message makes of a learner's, by the name under which its text has them.
  public var phrases: [String: String]
  public var header: Header?
  /// The line below the text.
  public var footer: String?
  /// The one URL button.
  public var button: Button?
  /// Quick replies, which stand behind the URL button.
  public var replies: [Reply]
  /// Mustache of each link's target.
  public var links: [String]

  public init(
    template: Approval? = nil, text: String, phrases: [String: String] = [:], header: Header? = nil,
    footer: String? = nil, button: Button? = nil,
    replies: [Reply] = [], links: [String] = []
  ) {
    self.template = template
    self.text = text
    self.phrases = phrases
    self.header = header
    self.footer = footer
    self.button = button
    self.replies = replies
    self.links = links
  }

  /// A template as its provider knows it.
  public struct Approval: Sendable, Hashable {
    public var name: String
    /// `en` or `pt_BR`.
    public var language: String
    public var category: Category

    public init(name: String, language: String, category: Category) {
      self.name = name
      self.language = language
      self.category = category
    }
  }

  /// What WhatsApp takes a template for, and charges it as.
  public enum Category: String, CaseIterable, Sendable {
    case marketing, utility
  }

  /// What stands above the text.
  public enum Header: Sendable, Equatable {
    /// Mustache with at most one tag.
    case text(String)
    /// Mustache of the address from which the provider fetches it.
    case media(Media, url: String)
  }

  public enum Media: String, CaseIterable, Sendable {
    case image, document, video
  }

  /// A button that opens a tracked link.
  public struct Button: Sendable, Equatable {
    public var label: String
    /// Index in `links`.
    public var link: Int

    public init(label: String, link: Int) {
      self.label = label
      self.link = link
    }
  }

  /// A button that answers for the learner.
  public struct Reply: Sendable, Equatable {
    public var label: String
    /// What comes back when it is pressed.
    public var payload: String

    public init(label: String, payload: String) {
      self.label = label
      self.payload = payload
    }
  }
}
