import Effect
import TestKit
import Testing

/// Experiments of three variants and a holdout that do nothing, and one with a winner, looked at every day.
struct VariantAlarmTests {
  private static let shares = [0.1, 0.3, 0.3, 0.3]

  /// Which answers leave no doubt on some day: of a variant beside the holdout, and of one beside the first.
  private func alarms(
    _ rates: [Double], days: Int, aDay: Int, _ generator: inout SplitMix64
  ) -> (heldOut: Bool, first: Bool) {
    var (counts, goals) = ([0, 0, 0, 0], [0, 0, 0, 0])
    var found = (heldOut: false, first: false)
    for _ in 0..<days {
      for _ in 0..<aDay {
        let draw = generator.unit()
        let side = draw < 0.1 ? 0 : min(3, 1 + Int((draw - 0.1) / 0.3))
        counts[side] += 1
        if generator.unit() < rates[side] { goals[side] += 1 }
      }
      let sides = counts.indices.map {
        Trial.Side(assigned: counts[$0], arm: Arm(count: counts[$0], goals: goals[$0]), share: Self.shares[$0])
      }
      let trial = Trial(variants: Array(sides.dropFirst()), held: sides[0])
      let means = { (finding: TrialFinding) in finding.comparison.isShown && finding.onAnyDay.excludesZero }
      found.heldOut = found.heldOut || (0...2).contains { means(trial.finding($0, against: .heldOut)) }
      found.first = found.first || (1...2).contains { means(trial.finding($0, against: .first)) }
    }
    return found
  }

  /// Holds REQ-4-84: of all answers to one question together, looked at every day, one in twenty experiments is wrong at most.
  @Test func ofTenThousandExperimentsThatDoNothingFewerThanFiveInAHundredNameAWinner() {
    var generator = SplitMix64(seed: 21)
    var (heldOut, first) = (0, 0)
    for number in 0..<10_000 {
      let rate = [0.05, 0.2, 0.5][number % 3]
      let found = alarms([rate, rate, rate, rate], days: 30, aDay: 50, &generator)
      if found.heldOut { heldOut += 1 }
      if found.first { first += 1 }
    }
    #expect(heldOut <= 500 && first <= 500, "\(heldOut) beside the holdout, \(first) beside the first variant")
  }

  /// With as many outcomes of either side as were asked for, one look at the end finds the better variant four times in five.
  @Test func aVariantThatIsFivePointsBetterIsFoundWithThePowerThatIsPromised() {
    var generator = SplitMix64(seed: 22)
    let plan = Comparison(treated: Arm(count: 500, goals: 150), held: Arm(count: 500, goals: 150), share: 0.5)
    let each = plan.needed(forLift: 0.05) / 2
    let found = (0..<400).count { _ in
      let sides = [0.3, 0.35].map { rate in
        let goals = (0..<each).count { _ in generator.unit() < rate }
        return Trial.Side(assigned: each, arm: Arm(count: each, goals: goals), share: 0.5)
      }
      let none = Trial.Side(assigned: 0, arm: Arm(count: 0, goals: 0), share: 0)
      return Trial(variants: sides, held: none).finding(1, against: .first).atTheEnd.low > 0
    }
    #expect((304...360).contains(found), "\(found) of 400 with \(each) outcomes of each")
  }
}
