import Domain
import Store
import TestKit
import Testing

/// Letters where many processes decide about the same learners at once, and are killed.
@Suite(.database, .timeLimit(.minutes(20))) struct LetterStormTests {
  /// More courses than a tick takes in one page, so that ticks hold the same learners at once.
  private static let learners = 200
  /// An email about each of six courses and day, all of which may stand in one.
  ///
  /// Nothing waits for a message of the same round: its processes begin at one moment of the schedule, so that what was sent last may
  /// seem sent first.
  private static let eager = CampaignVariant(
    "eager",
    [
      "every: 7 days": "every: 1 day", "    requires: { email: 2 }\n": "",
      "    channels: [email]\n":
        "    channels: [email]\n    letter: { line: \"{{course_name}} waits\", link: \"{{course_link}}\", languages: { de: \"{{course_name}} wartet\" } }\n",
      "send_window: { email: \"08:00-20:00\", sms: \"09:00-21:00\", zone: learner, fallback_zone: Asia/Kolkata }\n": "",
    ])

  @Test func noItemIsSentTwiceOrLostAndNoCapBrokenWhileEightTicksAndEightSendersAreKilledAtRandom() throws {
    let school = try Self.crowdedSchool()
    let storm = CapStorm(school, kills: 0.3)
    for round in 0..<8 { #expect(storm.rage(at: Self.start(of: round)) == []) }

    let accepted = try school.accepted()
    #expect(Set(accepted).count == accepted.count)
    #expect(try Self.gaps(school) == 0)
    let violations = try school.database.rows("select rule, n::text from rekindle.violations")
    #expect(violations == [], "\(violations)")
    #expect(storm.kills(of: "schedule-tick") > 0 && storm.kills(of: "send-email") > 0)
    func count(_ condition: String) throws -> Int {
      try school.database.count(
        """
        select count(*) from rekindle.message_deliveries d join rekindle.message_deliveries c on c.id = d.carried_by
         where \(condition)
        """)
    }
    #expect(try count("d.status = 'sent'") > 2 * Self.learners, "a storm without letters shows nothing")
    #expect(try count("d.status = 'sent' and c.status <> 'sent'") == 0)
    #expect(try count("c.status = 'sent' and d.status not in ('sent', 'skipped')") == 0)
    #expect(try count("c.user_id <> d.user_id or c.channel <> d.channel or c.carried_by is not null") == 0)
    #expect(try count("d.id in (\(accepted.map(String.init).joined(separator: ",")))") == 0)
  }

  @Test func theSameStormBreaksTheGapBetweenLettersWhereTheLearnersLockIsTakenAway() throws {
    let school = try Self.crowdedSchool()
    try school.database.run(CapTests.withoutLock)
    let storm = CapStorm(school, kills: 0)
    for round in 0..<3 { #expect(storm.rage(at: Self.start(of: round)) == []) }
    #expect(try Self.gaps(school) > 0)
  }

  /// Letters that left less than 24 hours after the one before.
  private static func gaps(_ school: School) throws -> Int {
    let accepted = try school.accepted().map(String.init).joined(separator: ",")
    return try school.database.count(
      """
      select count(*) from (
        select max(a.claimed_at) - lag(max(a.claimed_at)) over (partition by d.user_id, d.channel order by max(a.claimed_at)) as gap
          from rekindle.message_deliveries d join rekindle.delivery_attempts a on a.delivery_id = d.id
         where d.id in (\(accepted)) group by d.id, d.user_id, d.channel) g where gap < interval '24 hours'
      """)
  }

  private static func crowdedSchool() throws -> School {
    let school = try School(campaigns: [eager])
    try school.admit(1...learners, to: 1...6, lastSeen: "2026-10-25T09:00:00Z")
    try school.detect(at: "2026-10-31T08:00:00Z")
    try school.database.run(
      "update rekindle.campaign_enrollments set next_due_at = next_due_at + subject_id * interval '1 second'")
    return school
  }

  private static func start(of round: Int) -> Instant {
    Instant(seconds: 1_793_523_600) + .minutes(24 * 60 + 10) * round  // from 2026-11-01T09:00:00Z
  }
}
