import Glibc

/// Learners who were written to, beside those who were held out, as chance put them.
///
/// Everybody who was assigned counts, whether a message went out or not. Formulas: Newcombe 1998 (method 10) for one look at the
/// end; Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas 2024 for looks on any day; Fleiss 1981 for sample sizes.
public struct Comparison: Sendable, Equatable {
  /// The sample for which the interval of any day is narrowest, set before the first assignment.
  static let plannedOutcomes = 2000.0
  /// Fewer outcomes on a side say nothing.
  public static let fewest = 100

  private static let alpha = 0.05
  /// What makes the interval of any day narrowest at the planned sample: fixed, whatever level it is read at.
  private static let rho: Double = {
    let start = -2 * log(alpha)
    return ((start + log(start + 1)) / plannedOutcomes).squareRoot()
  }()

  public let treated: Arm
  public let held: Arm
  /// The share that is held out, more than 0 and less than 1.
  public let share: Double

  public init(treated: Arm, held: Arm, share: Double) {
    self.treated = treated
    self.held = held
    self.share = share
  }

  /// By how much the rate of those who were written to is higher.
  public var lift: Double { treated.rate - held.rate }

  /// Whether there is enough to say anything.
  public var isShown: Bool { min(treated.count, held.count) >= Comparison.fewest }

  /// The lift at 95 %, for one look at a time that was chosen before.
  public var atTheEnd: Interval { atTheEnd(level: Comparison.alpha) }

  /// The lift at 95 %, however often one looks: an asymptotic confidence sequence over inverse-probability scores.
  public var onAnyDay: Interval { onAnyDay(level: Comparison.alpha) }

  /// The lift with so small a chance to miss it.
  func atTheEnd(level: Double) -> Interval { newcombe(Normal.twoSided(level)) }

  func onAnyDay(level: Double) -> Interval {
    let (mean, deviation) = score
    let half = deviation * boundary(level)
    return Interval(low: mean - half, high: mean + half)
  }

  /// The smallest level at which `atTheEnd` excludes zero; 1 without outcomes.
  public var atTheEndP: Double {
    guard min(treated.count, held.count) > 0, lift != 0 else { return 1 }
    return Normal.outside(Bisection.root(from: 0, to: 40) { !newcombe($0).excludesZero })
  }

  /// The smallest level at which `onAnyDay` excludes zero: it may be read on any day too; 1 without outcomes.
  public var onAnyDayP: Double {
    let (mean, deviation) = score
    guard deviation > 0 else { return 1 }
    let ratio = mean / deviation * outcomes * Comparison.rho
    return min(1, spread.squareRoot() * exp(-ratio * ratio / (2 * spread)))
  }

  private var outcomes: Double { Double(treated.count + held.count) }
  private var spread: Double { outcomes * Comparison.rho * Comparison.rho + 1 }

  private func newcombe(_ z: Double) -> Interval {
    let (a, b) = (treated.wilson(z), held.wilson(z))
    return Interval(
      low: lift - hypot(treated.rate - a.low, b.high - held.rate),
      high: lift + hypot(a.high - treated.rate, held.rate - b.low))
  }

  /// Mean and standard deviation of the scores.
  private var score: (mean: Double, deviation: Double) {
    guard outcomes > 0 else { return (0, 0) }
    let chance = 1 - share
    let mean = (Double(treated.goals) / chance - Double(held.goals) / share) / outcomes
    let squares = (Double(treated.goals) / (chance * chance) + Double(held.goals) / (share * share)) / outcomes
    return (mean, max(0, squares - mean * mean).squareRoot())
  }

  /// Half the width of the sequence for outcomes of unit variance.
  private func boundary(_ level: Double) -> Double {
    (2 * spread / (outcomes * outcomes * Comparison.rho * Comparison.rho) * log(spread.squareRoot() / level))
      .squareRoot()
  }

  /// How likely chance alone makes the sides' sizes differ from the share as much as they do (chi-squared).
  public var sampleRatio: Double { ChiSquared.p([treated.count, held.count], shares: [1 - share, share]) }

  /// Whether the sides are not what the share makes of them: then the lift means nothing.
  public var isSkewed: Bool { sampleRatio < 0.001 }

  /// How many outcomes of both sides it takes to see a lift of `least` over the rate of those held out, four times in five.
  public func needed(forLift least: Double) -> Int {
    let ratio = (1 - share) / share
    let (low, high) = (held.rate, min(1, held.rate + least))
    let pooled = (low + ratio * high) / (1 + ratio)
    let chance = Normal.twoSided95 * ((1 + 1 / ratio) * pooled * (1 - pooled)).squareRoot()
    let power = Normal.oneSided80 * (low * (1 - low) + high * (1 - high) / ratio).squareRoot()
    let each = (chance + power) * (chance + power) / ((high - low) * (high - low))
    return high > low ? Int((each.rounded(.up) * (1 + ratio)).rounded(.up)) : 0
  }
}
