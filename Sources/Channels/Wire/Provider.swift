public import Domain

/// Whoever carries one kind of message: a value that builds requests and reads answers, without touching the wire.
public protocol Provider<Message>: Sendable {
  associatedtype Message

  /// What `<CHANNEL>_PROVIDER`, the ledger, the breaker and the rate limit call it.
  static var name: String { get }

  /// Checks the settings that it needs; throws the one at fault.
  init(_ settings: Settings) throws(ProviderSettingError)

  /// Where the key is that its requests are signed with; nil for a provider whose requests are whole.
  var keys: AWSKeySource? { get }

  /// The exchange that sends `message`, dated `now`.
  func exchange(for message: Message, now: Instant) -> Exchange
}

extension Provider {
  public var keys: AWSKeySource? { nil }
}
