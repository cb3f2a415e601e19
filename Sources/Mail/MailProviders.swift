public import Channels

/// The providers that carry mail, whatever it carries itself.
public enum MailProviders {
  public static let all: [any Provider<EmailMessage>.Type] = [SendGrid.self, SES.self, SMTP.self]
}
