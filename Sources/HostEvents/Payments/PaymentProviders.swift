public import Channels

/// The payment providers whose webhooks are understood.
public struct PaymentProviders: Sendable {
  static let all: [any PaymentProvider.Type] = [Stripe.self]

  /// Their names, which no other source may have.
  static let sources = Set(all.map { $0.source })

  private let providers: [String: any PaymentProvider]

  public init(_ settings: Settings) throws(ProviderSettingError) {
    var providers: [String: any PaymentProvider] = [:]
    for type in PaymentProviders.all { providers[type.source] = try type.init(settings) }
    self.providers = providers
  }

  /// The provider of a source; nil where the source is none of them.
  public subscript(source: String) -> (any PaymentProvider)? { providers[source] }
}
