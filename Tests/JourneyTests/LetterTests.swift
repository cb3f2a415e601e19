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

  @Test func aStepWithoutALineGoesAloneAndTheOtherWaits() throws {
    let letters = try LetterSchool([Self.late, LetterSchool.campaign("alone", usefulFor: 24, line: nil)])
    try letters.tickAndSend()
    #expect(try letters.ledger() == ["alone 1 1 sent - - false"])
  }

  @Test func whatIsDueWithinADayStandsInTheLetterOfToday() throws {
    let letters = try LetterSchool([Self.early, LetterSchool.campaign("morrow", usefulFor: 48, after: "1 days")])
    try letters.school.database.run("update rekindle.campaign_enrollments set anchor_at = anchor_at - interval '2 hours'")
    try letters.tickAndSend()
    #expect(try letters.ledger() == ["early 1 1 sent - - true", "morrow 1 1 sent - early false"])
    try letters.tickAndSend(at: "2026-11-21T10:00:00Z")
    #expect(try letters.school.accepted().count == 1)
  }
}

extension LetterSchool {
  /// Has the learner say no to a campaign's messages.
  fileprivate func optOut(of campaign: String) throws {
    try school.database.run(
      """
      select rekindle.opt_out(d.id, 'topic', 'all', 'link', '\(Self.dueAt)')
        from rekindle.message_deliveries d join rekindle.campaigns c on c.id = d.campaign_id where c.slug = '\(campaign)'
      """)
  }
}
