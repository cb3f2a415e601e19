import Domain

/// An amount as a provider tells it, in the currency's own unit.
struct PaymentAmount: Sendable, Equatable {
  /// With exactly the currency's decimals.
  let text: String
  let currency: Currency
  let isZero: Bool

  /// `count` of units of which `10^decimals` are one; nil below zero, beyond what is written, or finer than the
  /// currency.
  init?(_ count: Int, decimals: Int, _ currency: Currency) {
    guard (0..<1_000_000_000_000).contains(count) else { return nil }
    let unit = (decimals..<6).reduce(1) { unit, _ in unit * 10 }
    guard let text = currency.text(Money(millionths: count * unit)) else { return nil }
    self.text = text
    self.currency = currency
    isZero = count == 0
  }
}
