import Channels

/// The providers that this sender knows.
enum Providers {
  static let whatsApp: [any Provider<WhatsAppMessage>.Type] = [TwilioWhatsApp.self, Meta.self, Interakt.self]
}
