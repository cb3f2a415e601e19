public import Domain

/// One WhatsApp message to one learner: the values of an approved template, or a text.
public struct WhatsAppMessage: Sendable, Equatable {
  public enum Content: Sendable, Equatable {
    case template(Template)
    /// Inside a conversation that the learner has opened.
    case text(String)
  }

  /// What fills an approved template.
  public struct Template: Sendable, Equatable {
    public var name: String
    /// `en` or `pt_BR`.
    public var language: String
    /// The provider's own id; nil where it goes by the name.
    public var providerID: String?
    /// Values of the text's numbers, in their order.
    public var values: [String]
    public var header: Header?
    /// What is added to the approved address of the URL button; nil without one.
    public var buttonSuffix: String?
    /// Payloads of the quick replies, which stand behind the URL button.
    public var replies: [String]

    public init(
      name: String, language: String, providerID: String? = nil, values: [String] = [], header: Header? = nil,
      buttonSuffix: String? = nil, replies: [String] = []
    ) {
      self.name = name
      self.language = language
      self.providerID = providerID
      self.values = values
      self.header = header
      self.buttonSuffix = buttonSuffix
      self.replies = replies
    }
  }

  /// What fills a template's header.
  public enum Header: Sendable, Equatable {
    case text(String)
    /// An address, and the part of it that follows the approved one.
    case media(Media, url: String, suffix: String)
  }

  public enum Media: String, Sendable {
    case image, document, video
  }

  public let correlation: Correlation
  public let to: PhoneNumber
  public let content: Content
  /// How long the provider may keep trying.
  public let usefulFor: Instant.Span?

  public init(correlation: Correlation, to: PhoneNumber, content: Content, usefulFor: Instant.Span? = nil) {
    self.correlation = correlation
    self.to = to
    self.content = content
    self.usefulFor = usefulFor
  }
}
