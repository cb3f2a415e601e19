public import Domain

/// One thing that a provider reports about one delivery, whoever the provider is.
public struct CallbackFact: Sendable, Equatable {
  /// What happened.
  public enum Kind: String, CaseIterable, Sendable {
    /// The provider has taken the message, and is on its way with it.
    case processed
    case delivered
    /// Not yet delivered; the provider keeps trying.
    case deferred
    case open, click
    /// Refused for good, and the address is fine: a full mailbox, a fault in between, an end of patience.
    case softBounce = "soft_bounce"
    /// Refused for good because of who sends or what: the address is fine, we are not wanted.
    case blocked
    /// The address is dead.
    case hardBounce = "hard_bounce"
    /// The provider did not try.
    case dropped
    case complaint
    case unsubscribe
  }

  public let deliveryID: Int
  public let kind: Kind
  /// When the provider says that it happened; nil where it does not say: then a delivery has one such fact, however
  /// often it is told.
  public let at: Instant?
  /// The provider's name for the message, as its answer to the request gave it.
  public let providerMessageID: String?
  /// What tells two facts of one kind and second apart: a click's address, the code of a bounce; at most 500 bytes.
  public let detail: String
  /// Whether a machine rather than a reader caused it.
  public let isSuspect: Bool

  public init(
    deliveryID: Int, kind: Kind, at: Instant?, providerMessageID: String? = nil, detail: String = "",
    isSuspect: Bool = false
  ) {
    self.deliveryID = deliveryID
    self.kind = kind
    self.at = at
    self.providerMessageID = providerMessageID
    self.detail = detail.cut(toBytes: 500)
    self.isSuspect = isSuspect
  }
}
