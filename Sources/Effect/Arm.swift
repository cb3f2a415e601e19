/// One side of a comparison: how many enrolments it has, and how many of them reached the goal in their window.
public struct Arm: Sendable, Equatable {
  public let count: Int
  public let goals: Int

  /// `goals` are at most `count`.
  public init(count: Int, goals: Int) {
    self.count = count
    self.goals = goals
  }

  /// From 0 to 1; 0 for an empty side.
  public var rate: Double { count > 0 ? Double(goals) / Double(count) : 0 }

  /// Wilson's score interval of the rate, `z` standard deviations wide on each side.
  func wilson(_ z: Double) -> Interval {
    let n = Double(count)
    let square = z * z
    let middle = (rate + square / (2 * n)) / (1 + square / n)
    let half =
      z / (1 + square / n) * (rate * (1 - rate) / n + square / (4 * n * n)).squareRoot()
    return Interval(low: max(0, middle - half), high: min(1, middle + half))
  }
}
