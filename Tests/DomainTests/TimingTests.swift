import JSON
import Testing

@testable import Domain

@Suite struct TimingTests {
  static let start = PlannerTests.start
  static let timings: [Step.Timing] = [
    .every(.days(7)), .after(.days(3)), .onEnter, .before("starts_at", .hours(24)), .afterAnchor("ends_at", .hours(2)),
  ]

  @Test func slotsAreComputedFromTheStartOrTheAnchor() {
    let anchors = ["starts_at": Self.start + .days(9), "ends_at": Self.start + .days(10)]
    let slots = Self.timings.map { timing in
      (1...2).map { timing.slot(occurrence: $0, start: Self.start, anchors: anchors) }
    }
    #expect(
      slots == [
        [Self.start, Self.start + .days(7)], [Self.start + .days(3), nil], [Self.start, nil],
        [Self.start + .days(8), Self.start + .days(8)],
        [Self.start + .days(10) + .hours(2), Self.start + .days(10) + .hours(2)],
      ])
    #expect(Step.Timing.before("starts_at", .days(1)).slot(occurrence: 1, start: Self.start, anchors: [:]) == nil)
  }

  @Test func aCadenceKnowsItsNewestSlotAndNothingOverflows() {
    let weekly = Step.Timing.every(.days(7))
    let latest = [-1, 0, 6, 7, 20].map { weekly.latest(at: Self.start + .days($0), start: Self.start) }
    #expect(latest == [0, 1, 1, 2, 3])
    #expect(Step.Timing.after(.days(1)).latest(at: Self.start, start: Self.start) == nil)
    #expect(weekly.slot(occurrence: .max, start: Self.start, anchors: [:]) == nil)
    #expect(Step.Timing.every(.seconds(0)).slot(occurrence: 2, start: Self.start, anchors: [:]) == nil)
  }

  @Test func stepsSurviveStorageAsJSON() throws {
    var campaign = Campaign.courseCompletion
    campaign.steps = Self.timings.enumerated().map { index, timing in
      Step(
        id: "step-\(index)", timing: timing, channels: [.email],
        conditions: index == 1 ? ["open": true, "done": false] : [:],
        usefulUntil: index == 2 ? .anchor("ends_at") : .span(.hours(5)), templates: [StageTemplate(from: 1, name: "a")])
    }
    #expect(try Campaign(json: campaign.json) == campaign)
  }

  @Test func theFirstLookIsAtOnceWhereTheSubjectMustBeAsked() {
    var campaign = Campaign.courseCompletion
    #expect(campaign.firstLook(enteredAt: Self.start) == Self.start + .hours(1))
    campaign.steps[0].timing = .before("starts_at", .hours(1))
    #expect(campaign.firstLook(enteredAt: Self.start) == Self.start)
  }

  @Test func saltsOfOneCampaignAreApart() {
    let drawn = [("x", nil), ("x", "b"), ("x", "c"), ("y", "b")].map { Experiment(name: $0, step: $1, variants: []) }
    let salts = [Salt.rollout("a"), .holdout("a"), .rollout("b")] + drawn.map { .variant("a", of: $0) }
    #expect(Set(salts).count == salts.count)
    #expect(Salt.rollout("course-completion").text == "course-completion:rollout")
    #expect(salts.suffix(2).map(\.text) == ["a:c:x", "a:b:y"])
  }
}
