import Campaigns
import Domain
import Testing

@Suite struct StepTimingTests {
  /// The first step of the small campaign with `lines` instead of its timing.
  private func step(_ lines: String) throws -> Step {
    var mini = MiniCampaign()
    mini.files["state.sql"] = """
      select s.starts_at, s.ends_at, -- not: begins_at
             s.recording is not null as has_recording, true as attended
        from lms.sessions s where s.session_id = subject
      """
    mini.replace("campaign.yaml", "every: 7 days", lines)
    return try #require(try mini.compile().campaign.steps.first)
  }

  @Test func aStepIsTimedByTheEntryAMomentOrACadence() throws {
    let timings: [(String, Step.Timing)] = [
      ("every: 7 days", .every(.days(7))), ("after: 3 days", .after(.days(3))), ("day: 3", .after(.days(3))),
      ("on: enter", .onEnter), ("before: { starts_at: 1 day }", .before("starts_at", .days(1))),
      ("after: { ends_at: 2 hours }", .afterAnchor("ends_at", .hours(2))),
    ]
    for (text, timing) in timings { #expect(try step(text).timing == timing, "\(text)") }
  }

  /// Holds REQ-4-42, X-06.
  @Test func stepsThatFollowTooSoonOrTooLateAreNotedAndNotRefused() throws {
    var mini = MiniCampaign()
    mini.replace("campaign.yaml", "every: 7 days", "day: 0")
    mini.replace("campaign.yaml", "every: 30 days", "day: 2")
    let notes = { (mini: MiniCampaign) in try mini.compile().notes.map(\.description).filter { $0.contains("follows") }
    }
    #expect(
      try notes(mini) == [
        "campaigns/mini/campaign.yaml:18: the step sms follows 2 days after email; 3 to 5 days are the rule"
      ])
    for (days, isNoted) in [(3, false), (5, false), (6, true)] {
      var other = mini
      other.replace("campaign.yaml", "day: 2", "day: \(days)")
      #expect(try notes(other).isEmpty != isNoted, "\(days) days")
    }
  }

  @Test func usefulnessIsASpanOrAMoment() throws {
    #expect(try step("on: enter").usefulUntil == .span(.hours(48)))
    #expect(try step("on: enter\n    useful_for: 1 hour").usefulUntil == .span(.hours(1)))
    #expect(try step("on: enter\n    useful_until: ends_at").usefulUntil == .anchor("ends_at"))
  }

  @Test func aStepMayWaitForTheHourInWhichItsLearnerLearns() throws {
    #expect(try step("on: enter").hour == nil)
    for timing in ["every: 7 days", "day: 3", "before: { starts_at: 2 days }"] {
      let step = try step("\(timing)\n    at: learning-hour")
      #expect(step.hour == .learning)
      var campaign = try MiniCampaign().compile().campaign
      campaign.steps[0] = step
      #expect(try Campaign(json: campaign.json) == campaign)
    }
  }

  @Test func anHourThatIsUnknownOrComesTooLateIsAFault() {
    for (lines, words) in [
      ("day: 3\n    at: learning-our", "did you mean learning-hour?"),
      ("day: 3\n    at: learning-hour\n    useful_for: 12 hours", "useful_for must be a day at least"),
    ] {
      #expect { _ = try step(lines) } throws: { error in "\(error)".contains(words) }
    }
  }

  @Test func conditionsAreFactsThatHoldOrDoNot() throws {
    #expect(try step("on: enter").conditions == [:])
    #expect(try step("on: enter\n    when: has_recording").conditions == ["has_recording": true])
    let both = try step("on: enter\n    when: [has_recording, not attended]").conditions
    #expect(both == ["has_recording": true, "attended": false])
  }

  @Test func aStepThatAMomentTimesMayHaveANameForItsJob() throws {
    let text = "before: { starts_at: 1 day }\n    job: session_{subject}_reminder"
    #expect(try step(text).job?.about(7) == "session_7_reminder")
    #expect(try step("on: enter").job == nil)
    let named = Step(
      id: "a", timing: .before("starts_at", .days(1)), channels: [.email], templates: [], job: JobName("s_{subject}"))
    var campaign = try MiniCampaign().compile().campaign
    campaign.steps[0] = named
    #expect(try Campaign(json: campaign.json).steps[0].job == named.job)
  }

  @Test(arguments: [
    ("every: 7 days\n    job: session_{subject}", "only a step that is timed by a moment"),
    ("before: { starts_at: 1 day }\n    job: session_{id}", "a name with {subject}"),
    ("before: { starts_at: 1 day }\n    job: session", "a name with {subject}"),
  ])
  func aNameThatIsNoneOfAJobIsAFault(_ lines: String, _ words: String) {
    #expect { _ = try step(lines) } throws: { error in "\(error)".contains(words) }
  }

  @Test func aStepGoesToOneChannelAfterTheOtherToAllToTheFirstOrToTheNextThatIsNeeded() throws {
    #expect(try step("on: enter").delivery == .cascade(fallbackAfter: .hours(24)))
    #expect(try step("on: enter\n    fallback_after: 2 hours").delivery == .cascade(fallbackAfter: .hours(2)))
    for (word, delivery) in [("all", Step.Delivery.all), ("first", .first), ("failover", .failover)] {
      var mini = MiniCampaign()
      mini.replace("campaign.yaml", "every: 7 days", "every: 7 days\n    deliver: \(word)")
      let campaign = try mini.compile().campaign
      #expect(campaign.steps.first?.delivery == delivery)
      #expect(try Campaign(json: campaign.json) == campaign)
    }
  }

  @Test func aStepThatDoesNotFallBackHasNoTimeForIt() {
    var mini = MiniCampaign()
    mini.replace("campaign.yaml", "every: 7 days", "every: 7 days\n    deliver: first\n    fallback_after: 2 hours")
    #expect(mini.faults().contains { $0.contains("campaign.yaml:17: with deliver: first nothing waits") })
  }

  @Test func aMomentThatTheStateDoesNotReturnIsAFaultWithTheNearestName() {
    #expect {
      _ = try step("before: { start_at: 1 day }")
    } throws: { error in
      "\(error)".contains(
        "campaign.yaml:14: the step email needs start_at, which state.sql does not return, did you mean")
    }
  }
}
