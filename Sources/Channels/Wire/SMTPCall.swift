/// One message for one recipient over SMTP.
public struct SMTPCall: Sendable, Equatable {
  /// How the session authenticates.
  public struct Login: Sendable, Equatable {
    public let user: String
    public let password: String

    /// Refuses empty values and control characters.
    public init(user: String, password: String) throws(ProviderSettingError) {
      try ProviderSettingError.requireToken(user, setting: "SMTP_USERNAME")
      guard !password.isEmpty, !password.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) else {
        throw ProviderSettingError(setting: "SMTP_PASSWORD", reason: "it is empty or holds control characters")
      }
      self.user = user
      self.password = password
    }
  }

  public let url: ProviderURL
  public let login: Login?
  public let sender: EmailAddress
  public let recipient: EmailAddress
  /// A finished RFC 5322 message with CRLF line ends; dots are stuffed by the transport.
  public let message: [UInt8]
}
