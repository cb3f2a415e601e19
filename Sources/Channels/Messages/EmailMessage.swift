/// One rendered email to one learner, checked so that every provider can carry it.
public struct EmailMessage: Sendable, Equatable {
  public let correlation: Correlation
  public let from: Mailbox
  public let to: Mailbox
  public let replyTo: EmailAddress?
  public let subject: String
  public let text: String
  public let html: String
  /// Where one POST opts out (RFC 8058); nil only for messages that need no opt-out.
  public let unsubscribeURL: String?
  /// Names that the provider groups its own statistics by.
  public let categories: [String]
  /// An invitation, or its withdrawal, for the recipient's calendar.
  public let calendar: CalendarPart?

  /// Refuses empty parts, anything that could forge a header, and an opt-out link that mail programs would not use.
  public init(
    correlation: Correlation, from: Mailbox, to: Mailbox, replyTo: EmailAddress? = nil, subject: String, text: String,
    html: String, unsubscribeURL: String?, categories: [String] = [], calendar: CalendarPart? = nil
  ) throws(MessageError) {
    if subject.isEmpty { throw .empty("subject") }
    if text.isEmpty { throw .empty("plain-text part") }
    if html.isEmpty { throw .empty("HTML part") }
    try MessageError.requireHeaderText(subject, "subject", limit: 900)
    try MessageError.requireHeaderText(from.name ?? "", "sender's name", limit: 200)
    try MessageError.requireHeaderText(to.name ?? "", "recipient's name", limit: 200)
    if let unsubscribeURL { try EmailMessage.requireLink(unsubscribeURL) }
    for category in categories { try MessageError.requireHeaderText(category, "category", limit: 255) }
    if categories.count > 10 { throw .tooLong("list of categories", limit: 10) }
    self.correlation = correlation
    self.from = from
    self.to = to
    self.replyTo = replyTo
    self.subject = subject
    self.text = text
    self.html = html
    self.unsubscribeURL = unsubscribeURL
    self.categories = categories
    self.calendar = calendar
  }

  /// The header pair of RFC 8058, empty without an opt-out link.
  var unsubscribeHeaders: [(name: String, value: String)] {
    guard let unsubscribeURL else { return [] }
    return [
      (name: "List-Unsubscribe", value: "<\(unsubscribeURL)>"),
      (name: "List-Unsubscribe-Post", value: "List-Unsubscribe=One-Click"),
    ]
  }

  private static func requireLink(_ link: String) throws(MessageError) {
    let isPrintable = link.utf8.allSatisfy {
      (0x21..<0x7F).contains($0) && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "\"")
    }
    guard isPrintable, ProviderURL.isSecure(link, schemes: .web) else {
      throw .malformed("opt-out link", needs: "an https URL without blanks and brackets")
    }
    if link.utf8.count > 900 { throw .tooLong("opt-out link", limit: 900) }
  }
}
