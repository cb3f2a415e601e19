/// Points of the standard normal distribution.
enum Normal {
  /// Between minus this and this lie 95 %.
  static let twoSided95 = 1.959963984540054
  /// Below this lie 80 %.
  static let oneSided80 = 0.8416212335729143
}
