import JSON
import Store
import TestKit
import Testing

/// One running campaign of a group for a learner and a subject.
@Suite(.database, .timeLimit(.minutes(20)))
struct ExclusiveTests {
  private static let pairs = 300 * 2

  @Test func twoCampaignsOfOneGroupNeverRunForOneLearnerAndSubjectAlsoWhenDetectionsRunAtTheSameMoment() throws {
    let school = try School(campaigns: [CampaignVariant("first"), CampaignVariant("second")])
    let database = school.database
    try school.admit(1...300, to: 1...2, lastSeen: "2026-11-15T09:00:00Z")

    try detectAtOnce(4, school, at: "2026-11-20T08:00:00Z")
    #expect(try running(database) == ["first": Self.pairs])
    #expect(try doubles(database) == 0)

    // A third of the pairs is over, a third is paused: only what is over makes room, and for one campaign alone.
    try database.run(
      """
      update rekindle.campaign_enrollments set status = 'exhausted', end_reason = 'used_up', next_due_at = null,
             ended_at = '2026-11-21Z' where user_id % 3 = 0;
      update rekindle.campaign_enrollments set status = 'paused', next_due_at = null where user_id % 3 = 1;
      """)
    try detectAtOnce(4, school, at: "2026-11-22T08:00:00Z")
    #expect(try running(database) == ["first": Self.pairs * 2 / 3, "second": Self.pairs / 3])
    #expect(try doubles(database) == 0)
  }

  @Test func campaignsOfNoGroupRunSideBySide() throws {
    let apart = ["exclusive: course                  # one running campaign per learner and course in this group\n": ""]
    let school = try School(campaigns: [CampaignVariant("first", apart), CampaignVariant("second", apart)])
    try school.admit(1...300, to: 1...2, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: "2026-11-20T08:00:00Z")
    #expect(try running(school.database) == ["first": Self.pairs, "second": Self.pairs])
  }

  /// Detections that are started before any of them is given its event.
  private func detectAtOnce(_ count: Int, _ school: School, at time: String) throws {
    let processes = try (0..<count).map { _ in try school.start("detect", role: "rekindle_detect") }
    let failures = Crowd.run(count) { place in
      let result = processes[place].finish(stdin: school.event("timer.detect", at: time).bytes, timeout: 60)
      if result.exitCode != 0 { throw Spawn.Failure(description: result.output + result.log) }
    }
    #expect(failures == [])
  }

  /// Running enrolments by campaign.
  private func running(_ database: TestDatabase) throws -> [String: Int] {
    Dictionary(
      uniqueKeysWithValues: try database.rows(
        """
        select c.slug, count(*)::text from rekindle.campaign_enrollments e join rekindle.campaigns c on c.id = e.campaign_id
         where e.status in ('active', 'paused') group by c.slug
        """
      ).map { ($0[0] ?? "", $0[1].flatMap { Int($0) } ?? 0) })
  }

  /// Pairs of a learner and a subject for which more than one campaign runs.
  private func doubles(_ database: TestDatabase) throws -> Int {
    try database.count(
      """
      select count(*) from (select from rekindle.campaign_enrollments where status in ('active', 'paused')
                             group by user_id, subject_id having count(*) > 1) x
      """)
  }
}
