public import Store

/// A written message, with the links that must be known before it leaves.
public struct Composition<Message> {
  public let message: Message
  public let links: [ClaimDeliveries.Link]

  public init(_ message: Message, links: [ClaimDeliveries.Link]) {
    self.message = message
    self.links = links
  }
}
