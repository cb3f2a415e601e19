/// What one unit of a channel costs to numbers that begin with some digits, from a day on.
public struct Price: Sendable, Equatable {
  public var channel: Channel
  /// A category of WhatsApp's, `segment` of an SMS, `message` elsewhere.
  public var unit: String
  /// The first digits of numbers without their plus; empty for all.
  public var prefix: String
  /// The first day, as `2026-01-01`, where the deployment is.
  public var validFrom: String
  public var price: Money

  public init(channel: Channel, unit: String, prefix: String, validFrom: String, price: Money) {
    self.channel = channel
    self.unit = unit
    self.prefix = prefix
    self.validFrom = validFrom
    self.price = price
  }
}
