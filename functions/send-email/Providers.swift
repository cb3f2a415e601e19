import Channels

/// The providers that this sender knows.
enum Providers {
  static let email: [any Provider<EmailMessage>.Type] = [SendGrid.self, SES.self, SMTP.self]
}
