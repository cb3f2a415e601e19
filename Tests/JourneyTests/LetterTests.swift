import Domain
import Foundation
import JSON
import Store
import TestKit
import Testing

/// What is due for one learner by email stands in one letter, and each item keeps its own row.
@Suite(.database, .timeLimit(.minutes(20))) struct LetterTests {
  private static let early = LetterSchool.campaign("early", usefulFor: 24)
  private static let late = LetterSchool.campaign("late", usefulFor: 48)

  @Test func twoCampaignsThatAreDueForOneLearnerAreOneMailAndTwoRows() throws {
    let letters = try LetterSchool([Self.late, Self.early])
    try letters.tickAndSend()
    #expect(try letters.ledger() == ["early 1 1 sent - - true", "late 1 1 sent - early false"])
    #expect(try letters.school.accepted().count == 1)
    #expect(try letters.school.database.rows("select rule, n::text from rekindle.violations") == [])
  }

  @Test func anItemWhoseLearnerSaidNoAfterThePlanIsLeftOutOfTheText() throws {
    let letters = try LetterSchool([Self.late, Self.early])
    let announcements = try letters.school.tick(at: LetterSchool.dueAt)
    try letters.optOut(of: "late")
    for announcement in announcements { try letters.school.send(announcement) }
    #expect(try letters.ledger() == ["early 1 1 sent - - true", "late 1 1 skipped opted_out early false"])
    #expect(try letters.school.accepted().count == 1)
  }

  @Test func whereTheLeaderFailsTheNextLeads() throws {
    let letters = try LetterSchool([Self.late, Self.early, LetterSchool.campaign("last", usefulFor: 72)])
    let announcements = try letters.school.tick(at: LetterSchool.dueAt)
    try letters.optOut(of: "early")
    for announcement in announcements { try letters.school.send(announcement) }
    #expect(try letters.school.accepted() == [])
    try letters.tickAndSend(at: "2026-11-20T10:01:00Z")
    #expect(
      try letters.ledger() == [
        "early 1 1 skipped opted_out - true", "last 1 1 sent - late false", "late 1 1 sent - - true",
      ])
    #expect(try letters.school.accepted().count == 1)
    #expect(try letters.school.database.rows("select rule, n::text from rekindle.violations") == [])
  }

  @Test func aGoalThatIsReachedAfterThePlanIsFoundByTheClaimAndTheLetterIsWrittenAgainAtOnceWithoutIt() throws {
    let letters = try LetterSchool([Self.early], courses: 1...3)
    let announcements = try letters.school.tick(at: LetterSchool.dueAt)
    try letters.complete(3)
    let said = try announcements.map { try letters.school.send($0)["result"] }
    #expect(
      try letters.ledger() == [
        "early 1 1 sent - - true", "early 1 2 sent - early false", "early 1 3 skipped goal_reached early false",
      ])
    #expect(try letters.school.accepted().count == 1, "\(said)")
    #expect(said.compactMap { $0?["skipped"]?.integer } == [1] && said.compactMap { $0?["sent"]?.integer } == [1])
    #expect(try letters.school.database.rows("select rule, n::text from rekindle.violations") == [])
  }

  /// The leader counts; where no cap counts it, one of its items does.
  @Test func aLetterIsOneMessageUnderTheCapsWhateverStandsInIt() throws {
    let letters = try LetterSchool([Self.early], courses: 1...3)
    try letters.tickAndSend()
    let counted = """
      select rekindle.counts_itself(d.id, d.carried_by)::text from rekindle.message_deliveries d where d.carried_by is not null
       order by d.id
      """
    #expect(try letters.school.database.rows(counted) == [["false"], ["false"]])
    try letters.school.database.run(
      """
      alter table rekindle.message_deliveries disable trigger user;
      update rekindle.message_deliveries set class = 'transactional' where carries;
      alter table rekindle.message_deliveries enable trigger user
      """)
    #expect(try letters.school.database.rows(counted) == [["true"], ["false"]])
  }

  @Test func aLetterIsNotClaimedWhereOneOfItsItemsHasToWait() throws {
    let letters = try LetterSchool([Self.late, Self.early])
    _ = try letters.school.tick(at: LetterSchool.dueAt)
    let database = letters.school.database
    try database.run(
      "update rekindle.message_deliveries set not_before = '2026-11-20T11:00:00Z' where carried_by is not null")
    let claimed = try database.rows(
      """
      select k.status from rekindle.message_deliveries d join rekindle.message_deliveries i on i.carried_by = d.id
       cross join lateral rekindle.claim_deliveries(d.campaign_id, d.version, '2026-11-20T10:01:00Z', 'sendgrid',
         array[d.id], array[d.user_id], array[d.subject_id], array[7::bigint], array['hash'], array[''::bytea], 480, 1200, 'UTC',
         '{}', '{}', '{}', '{}', array[1::smallint], '[]', jsonb_build_array(jsonb_build_object(
           'carrier', d.id, 'id', i.id, 'learner', i.user_id, 'subject', i.subject_id, 'token', 8, 'hash', 'hash',
           'campaign', i.campaign_id, 'version', i.version, 'from', 480, 'to', 1200, 'zone', 'UTC'))) k
      """)
    #expect(claimed == [])
    #expect(try letters.ledger() == ["early 1 1 scheduled - - true", "late 1 1 scheduled - early false"])
  }

  @Test func whereEveryItemIsLeftOutTheLeaderGoesAloneAtOnce() throws {
    let letters = try LetterSchool([Self.early], courses: 1...3)
    let announcements = try letters.school.tick(at: LetterSchool.dueAt)
    try letters.complete(2)
    try letters.complete(3)
    for announcement in announcements { try letters.school.send(announcement) }
    #expect(try letters.ledger().first == "early 1 1 sent - - true")
    #expect(try letters.school.accepted().count == 1)
    let links = "select count(distinct delivery_id) from rekindle.tracked_links"
    #expect(try letters.school.database.count(links) == 1, "nothing leads to what is done")
  }

  @Test func whatBecomesOfALetterBecomesOfAllOfItAndAClickIsTheItemsOwn() throws {
    let letters = try LetterSchool([Self.late, Self.early])
    try letters.tickAndSend()
    let leader = try #require(try letters.school.accepted().first)
    try letters.school.database.run(
      """
      select rekindle.merge_events('sendgrid', array[\(leader)], array['delivered'], array[timestamptz '2026-11-20T10:01:00Z'],
        array[''], array[false], array['m1'], '2026-11-20T10:01:00Z');
      select rekindle.follow_link(t.code, false, '2026-11-20T10:30:00Z') from rekindle.tracked_links t where t.delivery_id <> \(leader);
      """)
    #expect(
      try letters.school.database.rows(
        """
        select (d.id = \(leader))::text, (d.delivered_at is not null)::text, (d.clicked_at is not null)::text
          from rekindle.message_deliveries d order by d.id = \(leader)
        """) == [["false", "true", "true"], ["true", "true", "false"]])
  }

  @Test func aComplaintIsAboutAllOfALetterAndANoThatTheProviderReportsIsAboutTheMailAlone() throws {
    let letters = try LetterSchool([Self.late, Self.early])
    try letters.tickAndSend()
    let leader = try #require(try letters.school.accepted().first)
    try letters.school.database.run(
      """
      select rekindle.merge_events('sendgrid', array[\(leader), \(leader)], array['complaint', 'unsubscribe'],
        array[timestamptz '2026-11-20T10:01:00Z', timestamptz '2026-11-20T10:01:00Z'], array['', ''], array[false, false],
        array['m1', 'm1'], '2026-11-20T10:01:00Z')
      """)
    #expect(
      try letters.school.database.rows(
        """
        select v.kind, count(*)::text from rekindle.delivery_events v group by v.kind order by v.kind
        """) == [["complaint", "2"], ["unsubscribe", "1"]])
  }

  @Test func aStepWithoutALineGoesAloneAndTheOtherWaits() throws {
    let letters = try LetterSchool([Self.late, LetterSchool.campaign("alone", usefulFor: 24, line: nil)])
    try letters.tickAndSend()
    #expect(try letters.ledger() == ["alone 1 1 sent - - false"])
  }

  @Test func whatIsDueWithinADayStandsInTheLetterOfToday() throws {
    let letters = try LetterSchool([Self.early, LetterSchool.campaign("morrow", usefulFor: 48, after: "1 days")])
    try letters.school.database.run(
      "update rekindle.campaign_enrollments set anchor_at = anchor_at - interval '2 hours'")
    try letters.tickAndSend()
    #expect(try letters.ledger() == ["early 1 1 sent - - true", "morrow 1 1 sent - early false"])
    try letters.tickAndSend(at: "2026-11-21T10:00:00Z")
    #expect(try letters.school.accepted().count == 1)
  }
}

extension LetterSchool {
  /// Has the learner complete a course after what is due was reserved.
  fileprivate func complete(_ course: Int) throws {
    try school.database.run(
      """
      insert into lms.user_course_progress (user_id, course_id, completion_percentage, modules_completed, completed_at)
      values (1, \(course), 100, 4, '2026-11-20T09:59:00Z')
      """)
  }

  /// Has the learner say no to a campaign's messages.
  fileprivate func optOut(of campaign: String) throws {
    try school.database.run(
      """
      select rekindle.opt_out(d.id, 'topic', 'all', 'email_link', '\(Self.dueAt)')
        from rekindle.message_deliveries d join rekindle.campaigns c on c.id = d.campaign_id where c.slug = '\(campaign)'
      """)
  }
}
