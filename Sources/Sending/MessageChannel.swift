public import Channels
public import Domain
public import JSON
public import Rendering
public import Store

/// What one channel adds to sending: where addresses are read, how a message is written, how an answer is understood.
public protocol MessageChannel {
  static var channel: Channel { get }

  /// The provider's name in the ledger, the breaker and the rate limit.
  var provider: String { get }

  /// Where the given deliveries go.
  func contacts(_ ids: [Int], _ connection: borrowing Connection) throws(StoreError) -> [Contact]

  /// Writes one message; throws the reason for which it cannot be sent, ever.
  func compose(_ draft: Draft) throws(Unsendable) -> Composition

  /// What became of a request.
  func outcome(of observation: Observation, now: Instant) -> SendOutcome
}

/// A parsed template of one channel.
public enum MessageTemplate: Sendable {
  case email(EmailTemplate)
  case sms(SMSTemplate)
}

/// Everything that one message is written from.
public struct Draft {
  public let deliveryID: Int
  public let slug: String
  public let template: MessageTemplate
  public let context: JSON
  public let address: String
  public let links: MessageLinks
  public let expiresAt: Instant
  public let now: Instant
}

/// A message ready for the wire, with the links that must be known before it leaves.
public struct Composition {
  public let request: ProviderRequest
  public let links: [ClaimDeliveries.Link]

  public init(request: ProviderRequest, links: [ClaimDeliveries.Link]) {
    self.request = request
    self.links = links
  }
}
