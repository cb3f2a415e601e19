public import Domain
public import JSON
public import Rendering

/// Everything that one message is written from.
public struct Draft<Template> {
  public let deliveryID: Int
  public let slug: String
  public let template: Template
  public let context: JSON
  public let address: String
  public let links: MessageLinks
  /// What else its text carries, in order.
  public var items: [LetterItem] = []
  public let expiresAt: Instant
  public let now: Instant
}
