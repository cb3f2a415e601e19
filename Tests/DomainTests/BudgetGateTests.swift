import Testing

@testable import Domain

@Suite struct BudgetGateTests {
  private static let now = Instant(seconds: 1_795_143_600)
  private static let monday = now + .days(2)

  private func budget(_ limit: String, spent: String, of scope: WeeklyBudget.Scope = .campaign(1)) -> WeeklyBudget {
    WeeklyBudget(
      scope: scope, limit: Money(limit) ?? .zero, spent: Money(spent) ?? .zero, endsAt: Self.monday, currency: "EUR")
  }

  private func input(
    _ budgets: [WeeklyBudget], of learner: Int = 1, messageClass: MessageClass = .marketing,
    usefulFor: Instant.Span = .days(7)
  ) -> PlanInput {
    var campaign = Campaign.courseCompletion
    campaign.messageClass = messageClass
    campaign.steps = [
      Step(
        id: "day-0", timing: .after(.seconds(0)), channels: [.sms, .email], usefulUntil: .span(usefulFor),
        templates: [StageTemplate(from: 1, name: "hello")])
    ]
    return PlanInput(
      learner: learner, campaign: campaign, enrolment: EnrolmentState(startsAt: Self.now),
      recipient: RecipientState(reachable: [.sms, .email]),
      costs: [
        .sms: ["hello": MessageCost(unitPrice: Money(millionths: 40_000), units: 4)],
        .email: ["hello": MessageCost(unitPrice: Money(millionths: 1000), units: 1)],
      ], budgets: budgets)
  }

  @Test func aMessageThatFitsIsReservedWithWhatItMayCost() {
    let plan = Planner.plan(input([budget("1", spent: "0.84")]), now: Self.now)
    #expect(plan.reservation?.channel == .sms)
    #expect(plan.reservation?.cost?.amount == Money("0.16"))
  }

  @Test func whatDoesNotFitLeavesTheCheaperChannelAtOnce() {
    let plan = Planner.plan(input([budget("1", spent: "0.85")]), now: Self.now)
    #expect(plan.reservation?.channel == .email)
    #expect(plan.furtherFailures.map(\.finding) == [.waits(.budget, until: Self.monday)])
  }

  @Test func eachBudgetBinds() {
    let full = budget("1", spent: "1")
    for budgets in [[full], [budget("9", spent: "0"), budget("1", spent: "1", of: .all)]] {
      let plan = Planner.plan(input(budgets), now: Self.now)
      #expect(plan.verdicts == [.deferred(.budget, until: Self.monday)] && plan.nextDueAt == Self.monday)
      #expect(plan.skips.isEmpty && plan.reservation == nil)
    }
  }

  @Test func whatIsNotUsefulAnyMoreByThenIsSkippedForTheBudget() {
    var late = input([budget("1", spent: "1")], usefulFor: .days(1))
    let plan = Planner.plan(late, now: Self.now)
    #expect(plan.nextDueAt == Self.now + .days(1))
    late.enrolment.steps = plan.steps
    #expect(Planner.plan(late, now: Self.now + .days(1)).skips.map(\.reason) == [.budget])
  }

  @Test func whatWasAskedForIsNeverHeld() {
    let plan = Planner.plan(input([budget("1", spent: "7")], messageClass: .transactional), now: Self.now)
    #expect(plan.reservation?.channel == .sms && plan.reservation?.cost != nil)
  }

  @Test func aPageFitsTogether() {
    let all = budget("0.4", spent: "0.075", of: .all)
    let plans = Planner.plan(page: (1...5).map { input([all], of: $0) }, now: Self.now)
    #expect(plans.compactMap(\.reservation?.channel) == [.sms, .sms, .email, .email, .email])
    let few = Planner.plan(page: (1...5).map { input([budget("0.002", spent: "0", of: .all)], of: $0) }, now: Self.now)
    #expect(few.map { $0.reservation != nil } == [true, true, false, false, false])
    #expect(few[4].nextDueAt == Self.monday)
  }

  @Test func anotherCampaignsBudgetIsAnother() {
    let plans = Planner.plan(
      page: [
        input([budget("0.001", spent: "0")]), input([budget("0.001", spent: "0", of: .campaign(2))], of: 2),
      ],
      now: Self.now)
    #expect(plans.compactMap(\.reservation?.channel) == [.email, .email])
  }

  @Test func explainHasTheFigures() {
    let full = input([budget("50", spent: "49.9999")])
    let findings = Explanation(Planner.plan(full, now: Self.now), of: full).findings
    #expect(
      findings.contains {
        $0.code == "budget" && $0.at == Self.monday && $0.sentence.contains("49.9999 of 50.00 EUR")
          && $0.sentence.contains("may cost 0.16")
      })
  }

  @Test(arguments: [
    ("12", 12_000_000, "12.00"), ("0.0079", 7900, "0.0079"), ("1.5", 1_500_000, "1.50"), ("0.000001", 1, "0.000001"),
  ]) func anAmountIsReadAndWrittenExactly(text: String, millionths: Int, written: String) {
    #expect(Money(text)?.millionths == millionths && Money(millionths: millionths).text == written)
  }

  @Test(arguments: ["", "-1", "1.", ".5", "1,5", "1e3", "0.0000001", "12345678901", "1.5.2", "٣"])
  func whatIsNoAmountIsRefused(text: String) { #expect(Money(text) == nil) }
}
