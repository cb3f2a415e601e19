/// A range of differences of rates, as shares: 0.05 is five points.
public struct Interval: Sendable, Equatable {
  public let low: Double
  public let high: Double

  public init(low: Double, high: Double) {
    self.low = low
    self.high = high
  }

  /// Whether it leaves no doubt about the sign.
  public var excludesZero: Bool { low > 0 || high < 0 }
}
