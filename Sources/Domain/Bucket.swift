/// A learner's fixed place among 10,000 for one salt, computed in SQL:
/// `('x' || substr(md5(learner || ':' || salt), 1, 8))::bit(32)::bigint % 10000`.
///
/// `Salt` makes the salts, one for each campaign and purpose. A share always takes the lowest buckets,
/// so that those in at 5 % are in at 50 % and at 100 %.
public struct Bucket: Sendable, Equatable {
  /// How many buckets there are: shares are in hundredths of a percent.
  public static let count = 10_000

  public let number: Int

  /// The bucket with this number; nil outside 0..<10,000.
  public init?(_ number: Int) {
    guard (0..<Self.count).contains(number) else { return nil }
    self.number = number
  }

  /// Whether the learner belongs to the given share, in hundredths of a percent.
  public func isIn(share: Int) -> Bool { number < share }
}
