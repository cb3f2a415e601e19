public import Channels

/// The providers that carry mail, whatever it carries itself.
public enum MailProviders {
  /// In the order in which settings name them.
  public static let all: [any Provider<EmailMessage>.Type] = [SendGrid.self, SES.self, SMTP.self]
}
