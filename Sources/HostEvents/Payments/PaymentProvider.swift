public import Callbacks
public import Channels
public import Domain
public import FunctionContract
public import JSON

/// A payment provider whose webhooks tell what hosts tell otherwise; its name is its source, the last part of its path.
public protocol PaymentProvider: Sendable {
  static var source: String { get }

  /// Errors name a setting and never show what stands in it.
  init(_ settings: Settings) throws(ProviderSettingError)

  /// Whether webhooks are taken; without a secret nobody could be believed.
  var isOpen: Bool { get }

  /// Throws unless a request is signed by the provider, just now, over these very bytes.
  func verify(_ request: HTTPRequest, now: Instant) throws(CallbackRefusal)

  /// What one event says, which was verified before.
  func read(_ event: JSON, now: Instant) -> [PaymentElement]
}
