import Testing

@testable import Domain

@Suite struct PlannerTests {
  static let start = Instant(rfc3339: "2026-11-20T03:00:00Z")!
  @Test func firstEmailIsReservedAtItsSlot() {
    let campaign = Campaign.courseCompletion
    let input = PlanInput(
      learner: 1, campaign: campaign, enrolment: EnrolmentState(startsAt: Self.start),
      recipient: RecipientState(reachable: [.email, .sms]))
    let plan = Planner.plan(input, now: Self.start)
    #expect(plan.reservation?.channel == .email)
    #expect(plan.nextDueAt == Self.start + .days(7))
  }
}
extension Campaign {
  static let courseCompletion = Campaign(
    slug: "course-completion", title: "Course completion reminders", messageClass: .marketing, topic: "course",
    subject: "course", exclusiveGroup: "course",
    enter: EntryRule(delay: .hours(1), inactiveDays: 3, lookbackDays: 30, reentryAfter: .days(30)),
    maximumMessages: [.email: 8], sendWindows: [:], fallbackZone: "Asia/Kolkata", retry: .standard,
    steps: [
      Step(
        id: "email", timing: .every(.days(7)), channels: [.email],
        templates: [
          StageTemplate(from: 1, name: "welcome-back"), StageTemplate(from: 2, name: "value"),
          StageTemplate(from: 4, name: "effort"), StageTemplate(from: 6, name: "gentle"),
        ]),
      Step(
        id: "sms", timing: .every(.days(30)), channels: [.sms], requires: [.email: 2],
        templates: [StageTemplate(from: 1, name: "sms")]),
    ])
}
