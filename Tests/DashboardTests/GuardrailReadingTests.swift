import Domain
import Reports
import Store
import Testing

/// Where a figure stands: below its threshold, at it, beyond it, or nowhere because there is too little to judge by.
struct GuardrailReadingTests {
  struct Case: Sendable {
    let metric: GuardrailMetric
    let threshold: Double
    let least: Int
    let part: Int?
    var whole: Int?
    var held: (part: Int, whole: Int, share: Double)?
    let state: GuardrailReading.State
  }

  static let rates: [Case] = [
    Case(metric: .delivery, threshold: 95, least: 100, part: 949, whole: 1000, state: .beyond),
    Case(metric: .delivery, threshold: 95, least: 100, part: 950, whole: 1000, state: .within),
    Case(metric: .delivery, threshold: 95, least: 100, part: 951, whole: 1000, state: .within),
    Case(metric: .delivery, threshold: 95, least: 100, part: 1, whole: 99, state: .silent),
    Case(metric: .delivery, threshold: 98, least: 0, part: 0, whole: 0, state: .silent),
    Case(metric: .optOuts, threshold: 5, least: 20, part: 49, whole: 1000, state: .within),
    Case(metric: .optOuts, threshold: 5, least: 20, part: 50, whole: 1000, state: .within),
    Case(metric: .optOuts, threshold: 5, least: 20, part: 51, whole: 1000, state: .beyond),
    Case(metric: .optOuts, threshold: 5, least: 20, part: 19, whole: 19, state: .silent),
    Case(metric: .complaints, threshold: 0.1, least: 1000, part: 9, whole: 10_000, state: .within),
    Case(metric: .complaints, threshold: 0.1, least: 1000, part: 10, whole: 10_000, state: .within),
    Case(metric: .complaints, threshold: 0.1, least: 1000, part: 11, whole: 10_000, state: .beyond),
    Case(metric: .complaints, threshold: 0.1, least: 1000, part: 999, whole: 999, state: .silent),
  ]

  static let counts: [Case] = [
    Case(metric: .queue, threshold: 10_000, least: 0, part: 9_999, state: .within),
    Case(metric: .queue, threshold: 10_000, least: 0, part: 10_000, state: .within),
    Case(metric: .queue, threshold: 10_000, least: 0, part: 10_001, state: .beyond),
    Case(metric: .detectionFailing, threshold: 2, least: 0, part: 1, state: .within),
    Case(metric: .detectionFailing, threshold: 2, least: 0, part: 2, state: .beyond),
    Case(metric: .detectionSilent, threshold: 2, least: 0, part: 1, state: .within),
    Case(metric: .detectionSilent, threshold: 2, least: 0, part: 3, state: .beyond),
    Case(metric: .detectionSilent, threshold: 2, least: 0, part: nil, state: .silent),
    Case(metric: .providerBlocked, threshold: 1, least: 0, part: 0, state: .within),
    Case(metric: .providerBlocked, threshold: 1, least: 0, part: 1, state: .beyond),
  ]

  static let experiments: [Case] = [
    // 30 % of those written to against 30, 36 and 50 % of those left alone.
    Case(metric: .goalHarm, threshold: 0, least: 100, part: 300, whole: 1000, held: (300, 1000, 0.5), state: .within),
    Case(metric: .goalHarm, threshold: 0, least: 100, part: 300, whole: 1000, held: (360, 1000, 0.5), state: .within),
    Case(metric: .goalHarm, threshold: 0, least: 100, part: 300, whole: 1000, held: (500, 1000, 0.5), state: .beyond),
    Case(metric: .goalHarm, threshold: 0, least: 100, part: 0, whole: 99, held: (99, 99, 0.5), state: .silent),
    Case(metric: .goalHarm, threshold: 0, least: 100, part: 300, whole: 1000, held: (400, 800, 0.5), state: .silent),
    Case(metric: .goalHarm, threshold: 0, least: 100, part: 300, whole: 1000, state: .silent),
    Case(metric: .goalHarm, threshold: 0, least: 2000, part: 300, whole: 1000, held: (500, 1000, 0.5), state: .silent),
    // Leave without and with messages: 2 against 3 %, and against 15 %.
    Case(metric: .optOutHarm, threshold: 1, least: 100, part: 30, whole: 1000, held: (20, 1000, 0.5), state: .within),
    Case(metric: .optOutHarm, threshold: 1, least: 100, part: 150, whole: 1000, held: (20, 1000, 0.5), state: .beyond),
    Case(metric: .optOutHarm, threshold: 12, least: 100, part: 150, whole: 1000, held: (20, 1000, 0.5), state: .within),
    Case(metric: .optOutHarm, threshold: 1, least: 100, part: 99, whole: 99, held: (0, 99, 0.5), state: .silent),
  ]

  @Test(arguments: rates + counts + experiments)
  func aFigureIsBeyondOnlyPastItsThresholdAndOfEnoughEvents(_ given: Case) {
    #expect(Self.reading(given).state == given.state, "\(Self.reading(given).figure ?? -1)")
  }

  @Test func ofSharesThatWereHeldOutOneAfterTheOtherTheWorstCounts() {
    let rows = [Self.experiments[0], Self.experiments[2], Self.experiments[1]].map(Self.row)
    let readings = GuardrailReading.all(rows)
    #expect(readings.count == 1 && readings[0].state == .beyond)
  }

  /// A rule that could never be judged is refused where it is made.
  @Test func aMetricHasOnlyTheScopesThatItCanBeCountedBy() {
    for metric in GuardrailMetric.allCases {
      for scope in GuardrailScope.allCases {
        let rule = Guardrail(
          name: "rule", metric: metric, scope: scope, windowMinutes: 60, leastCount: 0, threshold: 1)
        #expect((rule.fault == nil) == metric.scopes.contains(scope), "\(metric) \(scope)")
      }
    }
  }

  private static func reading(_ given: Case) -> GuardrailReading { GuardrailReading(row(given)) }

  private static func row(_ given: Case) -> ReadGuardrails.Row {
    let rule = Guardrail(
      name: "rule", metric: given.metric, scope: .all, windowMinutes: 1440, leastCount: given.least,
      threshold: given.threshold)
    return ReadGuardrails.Row(
      guardrail: rule, part: given.part, whole: given.whole, heldPart: given.held?.part, heldWhole: given.held?.whole,
      share: given.held?.share)
  }
}
