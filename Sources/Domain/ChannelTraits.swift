/// What is true of a channel; `infra/database/functions/channels.sql` says the same to statements, and a test compares them.
public struct ChannelTraits: Sendable, Equatable {
  /// What people call it.
  public let label: String
  /// Which of a person's addresses it writes to; nil where it needs none.
  public let addressKind: AddressKind?
  /// Whether somebody tells us that a message was read.
  public let measuresOpens: Bool
  /// The channel whose messages carry its own, such as the mail of an invitation; nil where it needs none.
  public var carrier: Channel?

  /// Whether one of its messages can carry what others have to say: a text without a limit of its own, that nobody approves.
  public var carriesLetters: Bool { addressKind == .email && carrier == nil }

  /// Whether a message leaves for a provider, or only for a table of our own.
  public var isOnWire: Bool { addressKind != nil }
}

/// A kind of address: one person has at most one of each.
public enum AddressKind: String, CaseIterable, Sendable {
  case email, phone, discord
}
