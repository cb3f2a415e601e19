import Domain
import Store
import TestKit
import Testing

/// The caps across all campaigns where many processes decide about the same learners at once.
@Suite(.database, .timeLimit(.minutes(20)))
struct CapTests {
  static let learners = 90
  /// An email and a text message about each course and day: twelve a day, of which the caps let two and then five a week.
  static let eager = CampaignVariant(
    "eager",
    [
      "every: 7 days": "every: 1 day", "every: 30 days": "every: 1 day", "    requires: { email: 2 }\n": "",
      "end: { after_messages: { email: 8 } }\n": "",
      "send_window: { email: \"08:00-20:00\", sms: \"09:00-21:00\", zone: learner, fallback_zone: Asia/Kolkata }\n": "",
    ])

  @Test func noLearnerIsWrittenToMoreThanTheCapsAllowWhileEightTicksAndEightSendersAreKilledAtRandom() throws {
    let school = try Self.crowdedSchool()
    let storm = CapStorm(school, kills: 0.4)
    for round in 0..<20 { #expect(storm.rage(at: Self.start(of: round)) == []) }

    let messages = try Self.accepted(school)
    #expect(CapCount(messages) == CapCount())
    #expect(try school.database.rows("select rule, n::text from rekindle.violations") == [])
    #expect(storm.kills(of: "schedule-tick") > 10 && storm.kills(of: "send-email") + storm.kills(of: "send-sms") > 10)
    #expect(messages.count > Self.learners * 6, "a storm in which the caps were not reached shows nothing")
  }

  @Test func theSameStormBreaksTheCapsWhereTheLearnersLockIsTakenAway() throws {
    let school = try Self.crowdedSchool()
    try school.database.run(Self.withoutLock)
    let storm = CapStorm(school, kills: 0)
    for round in 0..<3 { #expect(storm.rage(at: Self.start(of: round)) == []) }

    #expect(CapCount(try Self.accepted(school)).channelGap > 0)
    #expect(
      try school.database.count(
        "select count(*) from rekindle.violations where rule = 'less than 24 hours apart on one channel'") == 1)
  }

  /// Learners with six courses each, all due at once: more enrolments than a tick takes in one page, and each page holds
  /// other courses of the same learners.
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

  /// The learner and the channel of every message that the provider took, and when it was claimed.
  private static func accepted(_ school: School) throws -> [CapCount.Message] {
    let ids = Set(try school.accepted())
    return try school.database.connect().texts(
      """
      select d.id, d.user_id, d.channel, extract(epoch from max(a.claimed_at))::bigint
        from rekindle.message_deliveries d join rekindle.delivery_attempts a on a.delivery_id = d.id group by d.id
      """
    ).compactMap { row in
      guard let id = row[0].flatMap({ Int($0) }), ids.contains(id), let learner = row[1].flatMap({ Int($0) }),
        let channel = row[2], let claimed = row[3].flatMap({ Int($0) })
      else { return nil }
      return CapCount.Message(learner: learner, channel: channel, at: Instant(seconds: claimed))
    }
  }

  /// The learners behind a view over a function: its rows are the same, and `for no key update` passes them by.
  static let withoutLock = """
    alter table rekindle.recipients rename to unlocked_recipients;
    create function rekindle.all_recipients() returns setof rekindle.unlocked_recipients
      language sql stable as 'select * from rekindle.unlocked_recipients';
    create view rekindle.recipients as select * from rekindle.all_recipients();
    grant select on rekindle.unlocked_recipients to public;
    grant select, update on rekindle.recipients to public;
    """
}
