import JSON
import TestKit
import Testing

/// A campaign whose stored version cannot be read.
@Suite(.database, .timeLimit(.minutes(20)))
struct UnreadableCampaignTests {
  @Test func aCampaignWhoseStoredRulesCannotBeReadStopsNoOther() throws {
    let school = try School(
      campaigns: ["broken", "whole"].map { CampaignVariant($0, ["exclusive: course": "exclusive: \($0)"]) })
    let database = school.database
    try school.admit(1...3, lastSeen: "2026-11-15T09:00:00Z")
    #expect(try school.detect(at: "2026-11-20T08:00:00Z")["enrolled"] == 6)
    try database.run(
      """
      set session_replication_role = replica;
      update rekindle.campaign_versions v set definition = '{"retry": 5}' from rekindle.campaigns c
       where c.id = v.campaign_id and c.slug = 'broken'
      """)
    try school.admit(4...5, to: 2...2, lastSeen: "2026-11-15T09:00:00Z")
    let counts = try school.detect(at: "2026-11-20T08:30:00Z")
    #expect(counts["failed"] == 1 && counts["enrolled"] == 2, "\(counts)")
    #expect(
      try texts("select kind || ' ' || detail from rekindle.anomalies", database) == [
        "segment_failed broken version 1: CampaignVersions"
      ])
    for announcement in try school.tick(at: "2026-11-20T10:00:00Z") { try school.send(announcement) }
    #expect(try texts("select status from rekindle.message_deliveries", database) == Array(repeating: "sent", count: 5))
    #expect(
      try database.rows(
        """
        select c.slug, count(*)::text from rekindle.campaign_enrollments e join rekindle.campaigns c on c.id = e.campaign_id
         where e.defer_reason = 'parked' group by 1
        """) == [["broken", "3"]])
  }

  private func texts(_ sql: String, _ database: TestDatabase) throws -> [String?] {
    try database.rows(sql).map { $0[0] }
  }
}
