import Effect
import TestKit
import Testing

/// Several variants at once, beside figures of statsmodels and SciPy (scripts/effect.sh compares them anew).
struct TrialTests {
  private func near(_ left: Double, _ right: Double) -> Bool { abs(left - right) < 1e-9 }

  private func side(_ goals: Int, of count: Int, _ share: Double) -> Trial.Side {
    Trial.Side(assigned: count, arm: Arm(count: count, goals: goals), share: share)
  }

  @Test(arguments: [
    ([110, 480, 520], [0.1, 0.45, 0.45], 0.44672780562568526),
    ([60, 300, 310, 330], [0.1, 0.3, 0.3, 0.3], 0.00023326399901124704),
  ])
  func theSizesOfAllSidesAreHeldAgainstTheirShares(_ counts: [Int], _ shares: [Double], _ p: Double) {
    let sides = zip(counts, shares).map { side(0, of: $0, $1) }
    let trial = Trial(variants: Array(sides.dropFirst()), held: sides[0])
    #expect(near(trial.sampleRatio, p) && trial.isSkewed == (p < 0.001))
    #expect(trial.finding(1, against: .first).isShown == !trial.isSkewed)
  }

  @Test func severalAnswersAreCorrectedAsHolmDoes() {
    let adjusted = Holm.adjusted([0.01, 0.04, 0.03, 0.005])
    #expect(zip(adjusted, [0.03, 0.06, 0.06, 0.02]).allSatisfy { near($0, $1) }, "\(adjusted)")
  }

  /// Two variants beside the first: the nearer to zero is read at one in twenty only where the other is beyond doubt.
  @Test func anIntervalIsAsWideAsHolmsLevelForItAndExcludesZeroWhereItsCorrectedPIsSmall() {
    for (goals, other) in [(300, 400), (300, 270), (282, 281), (290, 300)] {
      let trial = Trial(
        variants: [side(250, of: 1000, 1.0 / 3), side(goals, of: 1000, 1.0 / 3), side(other, of: 1000, 1.0 / 3)],
        held: side(0, of: 0, 0))
      for place in 1...2 {
        let finding = trial.finding(place, against: .first)
        #expect(finding.atTheEnd.excludesZero == (finding.atTheEndP <= 0.05), "\(goals) \(other) \(place)")
        #expect(finding.onAnyDay.excludesZero == (finding.onAnyDayP <= 0.05), "\(goals) \(other) \(place)")
      }
    }
    let doubtful = Trial(
      variants: [side(250, of: 1000, 1.0 / 3), side(300, of: 1000, 1.0 / 3), side(255, of: 1000, 1.0 / 3)],
      held: side(0, of: 0, 0)
    ).finding(1, against: .first).atTheEnd
    #expect(near(doubtful.low, 0.0052350311522166015) && near(doubtful.high, 0.09450131465374773))
  }

  @Test func aWinnerIsOnlyWhatLeavesNoDoubtAndEverythingElseSaysHowManyAreMissing() {
    let trial = Trial(
      variants: [side(900, of: 3000, 0.5), side(1200, of: 3000, 0.5)], held: side(0, of: 0, 0))
    let words = trial.finding(1, against: .first).judgement.words(of: "asking", beside: "plain")
    #expect(words == "Winner: asking")
    let few = Trial(variants: [side(30, of: 200, 0.5), side(45, of: 200, 0.5)], held: side(0, of: 0, 0))
    let open = few.finding(1, against: .first).judgement.words(of: "asking", beside: "plain")
    #expect(open.hasPrefix("Too early: ") && open.hasSuffix("outcomes more show a difference of 5 points"), "\(open)")
  }
}
