/// How many requests go to the wire at a time: as many as a fast sender needs at the latency that the provider shows, since
/// each of them is in doubt if the sender is killed.
///
/// The shortest latency counts: the others have waiting in them, which more requests would only lengthen. It drifts
/// upwards, so that a provider that becomes slower is noticed.
final class Pace {
  /// Requests at a provider that answers at once, and until the first answer, where a journal tells what never left.
  static let least = 16
  /// What one sender writes, claims and records at most, in messages a millisecond.
  private static let messages = 5

  private let least: Int
  private let most: Int
  /// In microseconds.
  private var latency: Int?

  /// Never less than `least` and never more than `most`.
  init(least: Int = Pace.least, most: Int) {
    self.least = least
    self.most = most
  }

  var window: Int { min(most, max(least, (latency ?? 0) * Self.messages / 1000)) }

  /// Takes note of how long an answer took, in microseconds.
  func note(_ microseconds: Int) {
    latency = min(microseconds, latency.map { $0 + $0 / 128 + 1 } ?? microseconds)
  }
}
