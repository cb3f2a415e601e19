/// A way to reach a person.
///
/// The ledger's domain `rekindle.channel` has the same names.
public enum Channel: String, CaseIterable, Sendable, Hashable {
  case email, sms, whatsapp, discord, inapp, calendar, worklist

  /// What is true of the channel, whoever uses it.
  ///
  /// Everything that differs between channels stands here, in the providers'
  /// folders, or in a sender.
  public var traits: ChannelTraits {
    switch self {
    case .email: ChannelTraits(label: "Email", addressKind: .email, measuresOpens: true)
    case .sms: ChannelTraits(label: "SMS", addressKind: .phone, measuresOpens: false)
    case .whatsapp: ChannelTraits(label: "WhatsApp", addressKind: .phone, measuresOpens: true)
    case .discord: ChannelTraits(label: "Discord", addressKind: .discord, measuresOpens: false)
    case .inapp: ChannelTraits(label: "In the app", addressKind: nil, measuresOpens: true)
    case .calendar:
      ChannelTraits(label: "Calendar invitation", addressKind: .email, measuresOpens: false, carrier: .email)
    case .worklist: ChannelTraits(label: "Personal call", addressKind: nil, measuresOpens: false)
    }
  }

  /// The channel whose providers carry its messages: itself, where it has its own.
  ///
  /// What was said about the carrier holds for what it carries; a no to what is carried leaves the carrier open.
  public var carrier: Channel { traits.carrier ?? self }
}
