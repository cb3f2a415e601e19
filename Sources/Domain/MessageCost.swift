/// What a message may cost at most.
public struct MessageCost: Sendable, Equatable {
  /// Of one email, one segment of an SMS, one message of a category on WhatsApp.
  public var unitPrice: Money
  /// The most that the message may take.
  public var units: Int

  public init(unitPrice: Money, units: Int) {
    self.unitPrice = unitPrice
    self.units = units
  }

  public var amount: Money { unitPrice * units }
}
