/// A WhatsApp message as it is sent, and as the learner sees it.
public struct RenderedWhatsApp: Sendable, Equatable {
  /// What stands above the text.
  public enum Header: Sendable, Equatable {
    /// The line, and what fills its number where it has one.
    case text(String, value: String?)
    /// The address, and the part of it that follows the approved one.
    case media(WhatsAppSource.Media, url: String, suffix: String)
  }

  /// What the learner reads: of a template its text with all values, else the message.
  public let text: String
  /// Values of the template's numbers, in their order.
  public let values: [String]
  public let header: Header?
  /// What the short link of the URL button adds to its approved address; nil without such a button.
  public let buttonSuffix: String?
  /// The tracked links in order of appearance.
  public let links: [RenderedLink]
}
