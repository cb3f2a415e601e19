import Effect
import TestKit
import Testing

/// Campaigns that do nothing, and one that does, looked at every day.
struct FalseAlarmTests {
  /// A campaign's outcomes, day by day; the first day on which its interval leaves no doubt.
  private func alarm(
    rates: (treated: Double, held: Double), share: Double, days: Int, aDay: Int, _ generator: inout SplitMix64
  ) -> Judgement? {
    var (treated, held, treatedGoals, heldGoals) = (0, 0, 0, 0)
    for _ in 0..<days {
      for _ in 0..<aDay {
        let isHeld = generator.unit() < share
        let isGoal = generator.unit() < (isHeld ? rates.held : rates.treated)
        if isHeld { held += 1 } else { treated += 1 }
        if isGoal { if isHeld { heldGoals += 1 } else { treatedGoals += 1 } }
      }
      let comparison = Comparison(
        treated: Arm(count: treated, goals: treatedGoals), held: Arm(count: held, goals: heldGoals), share: share)
      if comparison.isShown, comparison.onAnyDay.excludesZero { return Judgement(comparison) }
    }
    return nil
  }

  /// Holds REQ-4-84: what is looked at every day is wrong in one of twenty experiments at most.
  @Test func ofTenThousandCampaignsThatDoNothingFewerThanFiveInAHundredAreCalledSomething() {
    var generator = SplitMix64(seed: 11)
    let alarms = (0..<10_000).count { number in
      let rate = [0.05, 0.2, 0.5][number % 3]
      return alarm(
        rates: (rate, rate), share: [0.1, 0.2, 0.5][number / 3 % 3], days: 30, aDay: 40, &generator) != nil
    }
    #expect(alarms <= 500, "\(alarms) false alarms")
  }

  @Test func aLiftOfTenPointsIsFoundWithinTheOutcomesThatItTakes() {
    var generator = SplitMix64(seed: 12)
    let found = (0..<200).count { _ in
      alarm(rates: (0.4, 0.3), share: 0.5, days: 60, aDay: 50, &generator) == .helps
    }
    #expect(found >= 160, "\(found) of 200")
  }

  /// With as many outcomes as were asked for, one look at the end finds the lift four times in five.
  @Test func aLiftOfFivePointsIsFoundAtTheEndWithThePowerThatIsPromised() {
    var generator = SplitMix64(seed: 13)
    let share = 0.2
    let plan = Comparison(treated: Arm(count: 800, goals: 240), held: Arm(count: 200, goals: 60), share: share)
    let needed = plan.needed(forLift: 0.05)
    let held = Int(Double(needed) * share)
    let found = (0..<400).count { _ in
      let goals = (0..<(needed - held)).count { _ in generator.unit() < 0.35 }
      let heldGoals = (0..<held).count { _ in generator.unit() < 0.3 }
      return Comparison(
        treated: Arm(count: needed - held, goals: goals), held: Arm(count: held, goals: heldGoals), share: share
      ).atTheEnd.low > 0
    }
    #expect((304...360).contains(found), "\(found) of 400 with \(needed) outcomes")
  }
}

extension SplitMix64 {
  /// From 0 to 1.
  mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }
}
