import Foundation
import JSON
import TestKit
import Testing

/// What is left of letters after an erasure, and after the cleanup of one of the episodes that they were about.
@Suite(.database, .timeLimit(.minutes(20))) struct LetterRemainsTests {
  private static let late = "2030-11-21T03:00:00Z"

  /// Rows that point at a message that is gone; letters of which some rows are another learner's.
  private static let strays = """
    select 'attempt ' || a.delivery_id from rekindle.delivery_attempts a
     where not exists (select from rekindle.message_deliveries d where d.id = a.delivery_id)
    union all
    select 'link ' || l.delivery_id from rekindle.tracked_links l
     where not exists (select from rekindle.message_deliveries d where d.id = l.delivery_id)
    union all
    select 'report ' || v.delivery_id from rekindle.delivery_events v
     where not exists (select from rekindle.message_deliveries d where d.id = v.delivery_id)
    union all
    select 'item ' || d.id from rekindle.message_deliveries d join rekindle.message_deliveries c on c.id = d.carried_by
     where c.user_id <> d.user_id
    """

  private static func campaign(_ name: String, usefulFor hours: Int, ends: Bool) -> MadeUpCampaign {
    let campaign = LetterSchool.campaign(name, usefulFor: hours)
    return ends
      ? campaign.replacing(
        "campaign.yaml", "enter: { after: 1 hour }", "enter: { after: 1 hour, reentry: { after: 30 days } }")
      : campaign
  }

  private func report(_ kind: String, of delivery: Int, in letters: LetterSchool) throws {
    try letters.school.database.run(
      """
      select rekindle.merge_events('sendgrid', array[\(delivery)], array['\(kind)'], array[timestamptz '2026-11-20T10:01:00Z'],
        array[''], array[false], array['m\(delivery)'], '2026-11-20T10:01:00Z')
      """)
  }

  @Test func whoIsForgottenTakesTheirLettersAlongAndLeavesThoseOfOthersWhole() throws {
    let letters = try LetterSchool(
      [LetterSchool.campaign("late", usefulFor: 48), LetterSchool.campaign("early", usefulFor: 24)], learners: 2)
    let (school, database) = (letters.school, letters.school.database)
    try letters.tickAndSend()
    let leader = try database.count("select id from rekindle.message_deliveries where user_id = 1 and carries")
    try report("delivered", of: leader, in: letters)
    let export = try school.ask(
      "campaign-admin", role: "rekindle_admin", "GET", "/api/learners/1/export", key: "admin-key",
      at: "2026-11-20T11:00:00Z")
    let messages = try #require(export.body["messages"]?.array)
    #expect(messages.count == 2 && messages.filter { $0["carried_by"]?.integer == leader }.count == 1)
    #expect(messages.allSatisfy { $0["delivered_at"]?.string != nil })
    let erased = try school.ask(
      "campaign-admin", role: "rekindle_admin", "DELETE", "/api/learners/1", key: "admin-key",
      at: "2026-11-20T11:01:00Z")
    #expect(erased.body == ["episodes": 2, "messages": 2])
    #expect(try letters.ledger() == ["early 2 1 sent - - true", "late 2 1 sent - early false"])
    try report("open", of: leader, in: letters)
    #expect(try database.rows(Self.strays) == [])
    #expect(try database.value("select string_agg(kind, ' ') from rekindle.anomalies") == "event_unknown_delivery")
    #expect(try database.rows("select rule, n::text from rekindle.violations") == [])
  }

  @Test func whoIsForgottenBeforeTheirLetterLeavesIsNotWrittenTo() throws {
    let letters = try LetterSchool(
      [LetterSchool.campaign("late", usefulFor: 48), LetterSchool.campaign("early", usefulFor: 24)])
    let announcements = try letters.school.tick(at: LetterSchool.dueAt)
    try letters.school.database.run("select rekindle.erase_learner(1, '\(LetterSchool.dueAt)')")
    for announcement in announcements { try letters.school.send(announcement) }
    try letters.tickAndSend(at: "2026-11-20T10:05:00Z")
    #expect(try letters.school.accepted() == [] && letters.ledger() == [])
    #expect(try letters.school.database.rows(Self.strays) == [])
  }

  /// The episode of the leader or of an item is deleted, the other's stays for ever.
  @Test(arguments: [(true, "late 1 1 sent - - false", true), (false, "early 1 1 sent - - true", false)])
  func ofALetterWhoseEpisodesEndApartTheRestStaysAsItWas(_ endsFirst: Bool, _ left: String, _ isItem: Bool) throws {
    let letters = try LetterSchool([
      Self.campaign("early", usefulFor: 24, ends: endsFirst), Self.campaign("late", usefulFor: 48, ends: !endsFirst),
    ])
    let (school, database) = (letters.school, letters.school.database)
    try letters.tickAndSend()
    try school.tick(at: "2026-12-20T10:00:00Z")
    #expect(try database.count("select count(*) from rekindle.campaign_enrollments where ended_at is null") == 0)
    let cleanup = try school.run("cleanup", role: "rekindle_cleanup", school.event("timer.cleanup", at: Self.late))
    #expect(cleanup.exitCode == 0, "\(cleanup.log)")
    #expect(try letters.ledger() == [left])
    #expect(try database.rows(Self.strays) == [])
    let counts = try database.value(
      "select bool_and(carried_by is null or rekindle.counts_itself(id, carried_by)) from rekindle.message_deliveries")
    #expect(counts == "t", "what is left of a letter is one message")
    #expect(try database.count("select count(carried_by) from rekindle.message_deliveries") == (isItem ? 1 : 0))
    try school.tick(at: Self.late)
    let delivery = try database.count("select id from rekindle.message_deliveries")
    try report("delivered", of: delivery, in: letters)
    #expect(try database.count("select count(delivered_at) from rekindle.message_deliveries") == 1)
    #expect(try letters.ledger() == [left])
    #expect(try database.rows("select rule, n::text from rekindle.violations") == [])
  }
}
