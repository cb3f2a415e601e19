public import Store

/// A written message, with the links, and what it tells of a meeting, that must be known before it leaves.
public struct Composition<Message> {
  public let message: Message
  public let links: [ClaimDeliveries.Link]
  /// What is paid for: the segments of an SMS, 1 of anything else.
  public let units: Int
  public let told: ClaimDeliveries.Told?

  public init(
    _ message: Message, links: [ClaimDeliveries.Link], units: Int = 1, told: ClaimDeliveries.Told? = nil
  ) {
    self.message = message
    self.links = links
    self.units = units
    self.told = told
  }
}
