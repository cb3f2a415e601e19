import Channels

/// The providers that this sender knows.
enum Providers {
  static let sms: [any Provider<TextMessage>.Type] = [Twilio.self]
}
