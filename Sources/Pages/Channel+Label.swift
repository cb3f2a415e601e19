public import Domain

extension Channel {
  /// The channel's name for people.
  public var label: String {
    switch self {
    case .email: "Email"
    case .sms: "SMS"
    case .whatsapp: "WhatsApp"
    case .discord: "Discord"
    case .inapp: "In the app"
    }
  }
}
