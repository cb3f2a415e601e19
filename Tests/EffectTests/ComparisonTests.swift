import Effect
import TestKit
import Testing

/// The formulas, beside figures of statsmodels and SciPy (scripts/effect.sh compares them anew).
struct ComparisonTests {
  private func near(_ left: Double, _ right: Double) -> Bool { abs(left - right) < 1e-9 }

  @Test(arguments: [
    (Arm(count: 900, goals: 300), Arm(count: 100, goals: 20), 0.03956473146506791, 0.2070150591724459),
    (Arm(count: 4500, goals: 1200), Arm(count: 500, goals: 110), 0.006245260093971881, 0.08320105979995515),
    (Arm(count: 900, goals: 0), Arm(count: 100, goals: 0), -0.03699349820698569, 0.00425014673005413),
    (Arm(count: 70, goals: 56), Arm(count: 80, goals: 48), 0.05243147240236498, 0.33387265403690614),
  ])
  func theIntervalForOneLookIsNewcombes(_ treated: Arm, _ held: Arm, _ low: Double, _ high: Double) {
    let interval = Comparison(treated: treated, held: held, share: 0.1).atTheEnd
    #expect(near(interval.low, low) && near(interval.high, high), "\(interval)")
  }

  @Test(arguments: [(930, 70, 0.1, 0.001565402258002549), (9, 0, 0.5, 0.0026997960632601883)])
  func theSizesOfTheSidesAreHeldAgainstTheShare(_ treated: Int, _ held: Int, _ share: Double, _ p: Double) {
    let comparison = Comparison(treated: Arm(count: treated, goals: 0), held: Arm(count: held, goals: 0), share: share)
    #expect(near(comparison.sampleRatio, p))
    #expect(!comparison.isSkewed)
  }

  @Test(arguments: [(0.2, 0.05, 0.5, 2188), (0.2, 0.05, 0.1, 6220), (0.5, 0.05, 0.2, 4885)])
  func whatIsNeededIsFleisss(_ base: Double, _ lift: Double, _ share: Double, _ sum: Int) {
    let held = Arm(count: 1000, goals: Int(base * 1000))
    #expect(Comparison(treated: held, held: held, share: share).needed(forLift: lift) == sum)
  }

  @Test func fewOutcomesSayHowManyAreMissing() {
    let few = Comparison(treated: Arm(count: 180, goals: 90), held: Arm(count: 20, goals: 1), share: 0.1)
    #expect(!few.isShown)
    guard case .open(let missing) = Judgement(few) else { return #expect(Bool(false), "\(Judgement(few))") }
    #expect(missing >= 800)
    #expect(
      Judgement(Comparison(treated: Arm(count: 0, goals: 0), held: Arm(count: 0, goals: 0), share: 0.1))
        == .open(missing: 1000))
  }

  @Test func sidesThatChanceDidNotMakeSayNothing() {
    let skewed = Comparison(treated: Arm(count: 9800, goals: 5000), held: Arm(count: 200, goals: 10), share: 0.1)
    #expect(Judgement(skewed) == .skewed)
  }

  @Test func aLiftAndAHarmThatAreLargeAreCalledSo() {
    let (more, less) = (Arm(count: 4500, goals: 2250), Arm(count: 500, goals: 125))
    #expect(Judgement(Comparison(treated: more, held: less, share: 0.1)) == .helps)
    let harm = Comparison(treated: Arm(count: 4500, goals: 1125), held: Arm(count: 500, goals: 250), share: 0.1)
    #expect(Judgement(harm) == .harms)
  }
}
