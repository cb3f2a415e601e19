import Glibc

/// Points of the standard normal distribution.
enum Normal {
  /// Between minus this and this lie 95 %.
  static let twoSided95 = 1.959963984540054
  /// Below this lie 80 %.
  static let oneSided80 = 0.8416212335729143

  /// How likely a value is farther from zero than `z`, on either side.
  static func outside(_ z: Double) -> Double { erfc(z / 2.squareRoot()) }

  /// Outside of minus this and this lies `level`, which is more than 0 and less than 1.
  static func twoSided(_ level: Double) -> Double {
    level == 0.05 ? twoSided95 : Bisection.root(from: 0, to: 40) { outside($0) < level }
  }
}
