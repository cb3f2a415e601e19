import Domain
import Foundation
import JSON
import TestKit
import Testing

/// `infra/database/upgrade/steps.sql`: stored slots become computed ones and stay where they were.
@Suite(.database) struct UpgradeStepsTests {
  static let start = Instant(seconds: 1_795_143_600)  // 2026-11-20T03:00:00Z
  static let timings: [Step.Timing] = [.every(.days(7)), .after(.days(30))]

  /// A state as the build before stored it, and the next slot that it says.
  private func old(_ slot: Instant?, _ occurrences: Int, _ more: String = "") -> String {
    "{\"slot\": \(slot.map { "\"\($0.rfc3339)\"" } ?? "null"), \"occurrences\": \(occurrences)\(more)}"
  }

  private func convert(_ states: [String]) throws -> [StepState?] {
    let test = try TestDatabase.current()
    try test.run(
      """
      insert into rekindle.campaigns (slug, title, class, topic, subject_type, current_version, created_at)
      values ('c', 'C', 'marketing', 'course', 'course', 1, '2026-01-01');
      insert into rekindle.campaign_versions (campaign_id, version, content_hash, definition, messages, published_at)
      select id, 1, 'hash', '{"steps": [{"every": 604800}, {"after": 2592000}]}', '{}', '2026-01-01' from rekindle.campaigns;
      insert into rekindle.recipients (user_id, created_at) values (1, '2026-01-01');
      insert into rekindle.campaign_enrollments
        (user_id, subject_id, campaign_id, version, enrolled_at, anchor_at, steps, next_due_at)
      select 1, 1, id, 1, '2026-11-20', '\(Self.start.rfc3339)', '[\(states.joined(separator: ", "))]', '2026-11-21'
        from rekindle.campaigns
      """)
    let upgrade = try String(
      contentsOf: PackageFolder.url.appending(path: "infra/database/upgrade/steps.sql"), encoding: .utf8)
    try test.run(upgrade)
    try test.run(upgrade)
    let stored = try #require(
      try test.rows("select steps::text from rekindle.campaign_enrollments").first?.first ?? nil)
    return try #require(try JSON.parse(Array(stored.utf8)).array).map { StepState(json: $0) }
  }

  private func slot(_ step: Int, _ state: StepState?) -> Instant? {
    guard let state, !state.isEnded else { return nil }
    return Self.timings[step].slot(
      occurrence: state.occurrences + 1, start: Self.start + state.delay, anchors: [:])
  }

  @Test(
    arguments: [
      (0, .days(0), 0, .days(30)), (3, .days(21), 0, .days(30)), (2, .days(21), 0, .days(35)),
      (1, Instant.Span(microseconds: 700_000_000_001), 0, .days(30) + Instant.Span(microseconds: 1)),
    ] as [(Int, Instant.Span, Int, Instant.Span)])
  func everyNextSlotStaysWhereItWas(used: Int, email: Instant.Span, usedSMS: Int, sms: Instant.Span) throws {
    let states = try convert([old(Self.start + email, used), old(Self.start + sms, usedSMS)])
    #expect(states.map { $0?.occurrences } == [used, usedSMS])
    #expect(slot(0, states[0]) == Self.start + email && slot(1, states[1]) == Self.start + sms)
  }

  @Test func whatIsOverOrWaitingStaysSo() throws {
    let followUp = """
      , "deferral": "day_cap", "follow_up": {"channels": ["sms"], "since": "2026-11-20T03:00:00Z", "at": "2026-11-21T03:00:00Z"}
      """
    let states = try convert([old(nil, 8), old(nil, 1, followUp)])
    #expect(states[0] == StepState(occurrences: 8, isEnded: true))
    #expect(states[1]?.isEnded == true && states[1]?.deferral == .dayCap && states[1]?.followUp?.channels == [.sms])
  }
}
