import JSON
import Testing

@testable import Domain

@Suite("The planner, case by case")
struct PlannerTests {
  static let start = Instant(seconds: 1_795_143_600)  // 2026-11-20T03:00:00Z

  private func input(
    _ campaign: Campaign = .courseCompletion, _ change: (inout PlanInput) -> Void = { _ in }
  ) -> PlanInput {
    var input = PlanInput(
      learner: 1, campaign: campaign, enrolment: EnrolmentState(startsAt: Self.start),
      recipient: RecipientState(reachable: [.email, .sms, .whatsapp]))
    change(&input)
    return input
  }

  @Test("The first email is reserved at its slot; the next slot is a week after the slot (X-16)")
  func firstEmail() throws {
    let now = Self.start + .hours(3)
    let plan = Planner.plan(input(), now: now)
    let reservation = try #require(plan.reservation)
    #expect(reservation.channel == .email && reservation.template == "welcome-back" && reservation.occurrence == 1)
    #expect(reservation.notBefore == now && reservation.expiresAt == Self.start + .hours(48))
    #expect(plan.steps[0].nextSlot == Self.start + .days(7))
    #expect(plan.nextDueAt == Self.start + .days(7))
    #expect(plan.status == .active && plan.skips.isEmpty)
  }

  @Test("The SMS waits for two sent emails, follows the email's slots and leaves no skip (REQ-0-51)", arguments: 0...3)
  func smsAfterTwoEmails(sent: Int) {
    let now = Self.start + .days(7 * sent)
    let plan = Planner.plan(
      input {
        $0.enrolment.history = [.email: ChannelHistory(sent: sent, lastAt: now - .days(7))]
        $0.enrolment.steps = [StepState(nextSlot: now, occurrences: sent), StepState(nextSlot: now)]
      }, now: now)
    #expect(plan.reservation?.channel == .email, "the email of the same slot goes first")
    #expect(plan.skips.isEmpty)
    if sent < 2 {
      #expect(plan.verdicts[1] == .deferred(.requires, until: now + .days(7)))
      #expect(plan.steps[1].occurrences == 0)
    } else {
      #expect(plan.verdicts[1] == .deferred(.onePerTick, until: now + .minutes(1)))
    }
  }

  @Test(
    "Stages follow the emails sent so far, unsettled ones included (X-28)",
    arguments: zip(0...8, ["welcome-back", "value", "value", "effort", "effort", "gentle", "gentle", "gentle", nil]))
  func stages(used: Int, template: String?) {
    let plan = Planner.plan(
      input { $0.enrolment.history = [.email: ChannelHistory(sent: used, lastAt: Self.start - .days(9))] },
      now: Self.start)
    #expect(plan.reservation?.template == template)
  }

  @Test("The eighth email is the last; the episode ends once it is settled (X-09)")
  func maximum() {
    let eighth = Planner.plan(
      input {
        $0.enrolment.history = [.email: ChannelHistory(sent: 7, lastAt: Self.start - .days(7))]
        $0.enrolment.steps = [
          StepState(nextSlot: Self.start, occurrences: 7), StepState(nextSlot: Self.start, occurrences: 1),
        ]
      }, now: Self.start)
    #expect(eighth.reservation?.template == "gentle")
    #expect(eighth.steps.allSatisfy { $0.isOver })
    #expect(eighth.skips.map(\.reason) == [.usedUp], "the SMS that was due is recorded")
    #expect(eighth.status == .active && eighth.nextDueAt == Self.start + .hours(6))

    let later = Planner.plan(
      input {
        $0.enrolment.history = [.email: ChannelHistory(sent: 8, lastAt: Self.start)]
        $0.enrolment.steps = eighth.steps
      }, now: Self.start + .hours(6))
    #expect(later.status == .exhausted && later.endReason == .usedUp && later.nextDueAt == nil)
  }

  @Test(
    "Caps bind marketing at their exact bounds (X-02, X-05)",
    arguments: [
      (1, 4, 24, nil, nil), (2, 2, 30, .dayCap, 14), (1, 5, 30, .weekCap, 68), (0, 0, 23, .channelGap, 1),
      (0, 0, 24, nil, nil),
    ] as [(Int, Int, Int, Reason?, Int?)])
  func caps(day: Int, week: Int, lastEmailHours: Int, reason: Reason?, waitHours: Int?) {
    let now = Self.start
    var capped = input()
    capped.recipient.usage = Usage(
      day: day, week: week, oldestInDay: now - .hours(10), oldestInWeek: now - .hours(100),
      lastOnChannel: [.email: now - .hours(lastEmailHours)])
    let plan = Planner.plan(capped, now: now)
    let useful = Self.start + .hours(48)
    #expect(
      plan.verdicts[0] == reason.map { .deferred($0, until: min(now + .hours(waitHours ?? 0), useful)) }
        ?? .reserved(.email))
    #expect((plan.reservation == nil) == (reason != nil))

    for messageClass in [MessageClass.reminder, .transactional] {
      capped.campaign.messageClass = messageClass
      #expect(Planner.plan(capped, now: now).reservation != nil, "caps do not bind \(messageClass)")
    }
  }

  @Test("A capped slot is skipped with the cap as its reason after 48 hours, and the rhythm goes on")
  func cappedTooLong() {
    let plan = Planner.plan(
      input { $0.enrolment.steps = [StepState(nextSlot: Self.start, deferral: .weekCap)] }, now: Self.start + .hours(48)
    )
    #expect(plan.reservation == nil)
    #expect(plan.skips.map(\.reason) == [.weekCap] && plan.skips.first?.occurrence == 1)
    #expect(plan.steps[0] == StepState(nextSlot: Self.start + .days(7), occurrences: 1))
  }

  @Test("Quiet hours bind all but transactional messages")
  func quietHours() {
    for messageClass in MessageClass.allCases {
      let plan = Planner.plan(
        input {
          $0.campaign.messageClass = messageClass
          $0.recipient.nextAllowed = [.email: Self.start + .hours(5)]
        }, now: Self.start)
      #expect((plan.reservation != nil) == (messageClass == .transactional))
      if messageClass != .transactional { #expect(plan.nextDueAt == Self.start + .hours(5)) }
    }
  }

  @Test(
    "After an outage missed slots collapse: one record, at most one message, the next slot on the grid",
    arguments: [
      (2, 0, true, 7), (48, 1, false, 7), (7 * 24 + 3, 1, true, 14), (20 * 24, 3, false, 21), (40 * 24, 6, false, 42),
    ])
  func outage(hours: Int, missed: Int, isSent: Bool, nextDay: Int) {
    let plan = Planner.plan(input(), now: Self.start + .hours(hours))
    #expect((plan.reservation != nil) == isSent)
    #expect(plan.skips.count == (missed > 0 ? 1 : 0))
    #expect(plan.skips.first?.covers ?? 0 == missed)
    #expect(plan.steps[0].nextSlot == Self.start + .days(nextDay))
    #expect(plan.steps[0].occurrences == missed + (isSent ? 1 : 0))
  }

  @Test("A learner who came back is left alone until they are quiet again; the whole plan moves (X-27)")
  func returned() {
    let back = Self.start + .days(6)
    let plan = Planner.plan(
      input {
        $0.subject.returnedAt = back
        $0.enrolment.steps = [
          StepState(nextSlot: Self.start + .days(7), occurrences: 1), StepState(nextSlot: Self.start + .days(30)),
        ]
      }, now: Self.start + .days(7))
    let quiet = back + .days(3) + .hours(1)
    #expect(plan.reservation == nil && plan.skips.isEmpty)
    #expect(plan.steps.map(\.nextSlot) == [quiet, quiet + .days(23)])
    #expect(plan.verdicts[0] == .deferred(.returned, until: quiet))

    let again = Planner.plan(
      input {
        $0.subject.returnedAt = back
        $0.enrolment.steps = plan.steps
        $0.enrolment.history = [.email: ChannelHistory(sent: 1, lastAt: Self.start)]
      }, now: quiet)
    #expect(again.reservation?.slot == quiet, "the same visit moves the plan once")
  }

  @Test("What ends an episode is recorded with its reason, the due slot too")
  func ends() {
    let cases: [((inout PlanInput) -> Void, EnrolmentStatus, Reason)] = [
      ({ $0.subject.goalReachedAt = Self.start }, .completed, .goalReached),
      ({ $0.subject.isOver = true }, .expired, .subjectOver),
      ({ $0.recipient.suppressed = [.email: .optOut, .sms: .bounce] }, .unsubscribed, .optedOut),
      ({ $0.recipient.suppressed = [.email: .complaint, .sms: .bounce] }, .suppressed, .complained),
    ]
    for (change, status, reason) in cases {
      let plan = Planner.plan(input(.courseCompletion, change), now: Self.start)
      #expect(plan.status == status && plan.endReason == reason && plan.nextDueAt == nil && plan.reservation == nil)
      #expect(plan.skips.map(\.reason) == [reason, reason])
    }
  }

  @Test("One closed channel ends nothing: its slots are skipped with the cause (X-39)")
  func oneChannelClosed() {
    let plan = Planner.plan(input { $0.recipient.suppressed = [.email: .bounce] }, now: Self.start)
    #expect(plan.status == .active && plan.skips.map(\.reason) == [.bounced])
    let unreachable = Planner.plan(input { $0.recipient.reachable = [.sms] }, now: Self.start)
    #expect(unreachable.status == .active && unreachable.skips.map(\.reason) == [.noAddress])
  }

  @Test("A limited campaign gives up after twice as many slots as messages")
  func givesUp() {
    let plan = Planner.plan(
      input {
        $0.recipient.reachable = []
        $0.enrolment.steps = [
          StepState(nextSlot: Self.start, occurrences: 15), StepState(nextSlot: Self.start + .days(1)),
        ]
      }, now: Self.start)
    #expect(plan.status == .exhausted && plan.skips.map(\.occurrence) == [16])
  }

  @Test("The holdout is tracked and never written to (X-109)")
  func holdout() {
    let plan = Planner.plan(input { $0.enrolment.isHoldout = true }, now: Self.start)
    #expect(plan.reservation == nil && plan.skips.map(\.reason) == [.holdout])
    #expect(plan.nextDueAt == Self.start + .days(7))
  }

  @Test("Paused is paused: nothing is planned, and goals still count")
  func paused() {
    let person = Planner.plan(input { $0.enrolment.status = .paused }, now: Self.start)
    #expect(person.status == .paused && person.nextDueAt == nil && person.reservation == nil)
    let campaign = Planner.plan(input { $0.isCampaignPaused = true }, now: Self.start)
    #expect(campaign.reservation == nil && campaign.nextDueAt == Self.start + .hours(1) && campaign.skips.isEmpty)
    let done = Planner.plan(
      input {
        $0.enrolment.status = .paused
        $0.subject.goalReachedAt = Self.start
      }, now: Self.start)
    #expect(done.status == .completed)
  }

  @Test("A finished episode stays as it is", arguments: EnrolmentStatus.allCases.filter { !$0.isLive })
  func finished(status: EnrolmentStatus) {
    let plan = Planner.plan(input { $0.enrolment.status = status }, now: Self.start)
    #expect(plan.status == status && plan.nextDueAt == nil && plan.reservation == nil && plan.skips.isEmpty)
  }

  @Test("States survive storage as JSON")
  func storage() {
    let states = [
      StepState(nextSlot: Self.start, occurrences: 3, deferral: .dayCap), StepState(nextSlot: nil, occurrences: 1),
      StepState(
        nextSlot: nil,
        followUp: StepState.FollowUp(channels: [.sms, .whatsapp], since: Self.start, at: Self.start + .hours(24))),
    ]
    for state in states { #expect(StepState(json: state.json) == state) }
    #expect(StepState(json: ["slot": "soon", "occurrences": 0]) == nil)
    #expect(StepState(json: ["slot": .null]) == nil)
  }
}

extension Campaign {
  /// The product's main campaign.
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
