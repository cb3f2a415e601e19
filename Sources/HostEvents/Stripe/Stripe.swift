public import Callbacks
public import Channels
public import Domain
public import FunctionContract
public import JSON
import Signing

/// Stripe: webhooks of its endpoints, signed with their secrets.
public struct Stripe: PaymentProvider {
  public static let source = "stripe"
  /// From signing to us, either way; a repetition is signed anew.
  static let tolerance = Instant.Span.minutes(5)

  private let signers: [StripeSigner]
  /// Whether real payments are told here, or those of Stripe's test mode.
  private let isLive: Bool

  public init(_ settings: Settings) throws(ProviderSettingError) {
    var signers: [StripeSigner] = []
    for (index, secret) in (settings["STRIPE_WEBHOOK_SECRETS"] ?? "").split(separator: ",").enumerated() {
      guard let signer = StripeSigner(secret: secret) else {
        throw ProviderSettingError(
          setting: "STRIPE_WEBHOOK_SECRETS", reason: "entry \(index + 1) is not an endpoint's secret, whsec_…")
      }
      signers.append(signer)
    }
    let mode = settings["STRIPE_MODE"] ?? "live"
    guard ["live", "test"].contains(mode) else {
      throw ProviderSettingError(setting: "STRIPE_MODE", reason: "write live or test")
    }
    self.signers = signers
    isLive = mode == "live"
  }

  public var isOpen: Bool { !signers.isEmpty }

  public func verify(_ request: HTTPRequest, now: Instant) throws(CallbackRefusal) {
    guard let header = request.headers["stripe-signature"], let signature = StripeSignature(header) else {
      throw .unsigned
    }
    guard signature.isValid(signers, body: request.body) else { throw .forged }
    guard abs((now - Instant(seconds: signature.seconds)).seconds) <= Stripe.tolerance.seconds else { throw .stale }
  }

  public func read(_ event: JSON, now: Instant) -> [PaymentElement] {
    StripeEvent.elements(of: event, isLive: isLive, now: now)
  }
}
