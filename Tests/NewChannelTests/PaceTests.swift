import Testing

@testable import Dispatching

/// How much goes to the wire at a time.
struct PaceTests {
  @Test(arguments: [(300, 16), (3_200, 16), (10_000, 50), (50_000, 250), (900_000, 256)])
  func theWireHoldsWhatTheProvidersLatencyAsksFor(microseconds: Int, window: Int) {
    let pace = Pace(most: 256)
    #expect(pace.window == 16, "little is risked before the first answer")
    pace.note(microseconds)
    #expect(pace.window == window)
  }

  @Test func answersThatHadToWaitDoNotWidenIt() {
    let pace = Pace(most: 256)
    for microseconds in [400, 9_000, 40_000, 400, 20_000] { pace.note(microseconds) }
    #expect(pace.window == 16)
  }

  @Test func aProviderThatBecomesSlowIsNoticed() {
    let pace = Pace(most: 256)
    pace.note(400)
    for _ in 1...1_000 { pace.note(50_000) }
    #expect(pace.window == 250)
  }
}
