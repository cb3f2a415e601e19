import JSON
import Store
import TestKit
import Testing

/// Holds REQ-4-19, REQ-4-21, REQ-4-27, X-33, X-70, X-71, X-75.
@Suite(.database) struct CertificateUnclaimedTests {
  private static let noon = "2026-11-29T12:00:00Z"

  /// The certificate of a number for the learner of that number, issued so many days ago.
  private func certificate(_ id: Int, issued days: Int, on database: TestDatabase) throws {
    try database.insert(.learner(id, zone: "UTC"))
    try database.run(
      """
      insert into lms_data.certificates (certificate_id, user_id, session_id, code, cpd_points, issued_at, url)
      values (\(id), \(id), 5, 'C\(id)', 2, timestamptz '\(Self.noon)' - interval '\(days) days', 'https://learn.example.org/c/\(id)')
      """)
  }

  private func session(on database: TestDatabase) throws {
    try database.run(
      """
      insert into lms_data.sessions (session_id, title, starts_at, ends_at)
      values (5, 'Chest pain', '2026-10-20T11:00:00Z', '2026-10-20T12:00:00Z')
      """)
  }

  @Test func whoNeverLookedAtACertificateOfAMonthOrTwoAgoEnters() throws {
    let campaign = try PublishedCampaign("certificate-unclaimed")
    let database = campaign.database
    for (id, days) in [(1, 30), (2, 29), (3, 60), (4, 61), (5, 40), (6, 40), (7, 40), (8, 40), (9, 40)] {
      try certificate(id, issued: days, on: database)
    }
    try database.run(
      """
      insert into lms_data.certificate_downloads values (5, null, '2026-11-20Z'), (6, '2026-11-20Z', null), (7, null, '2026-11-30Z');
      update lms_data.certificates set revoked_at = '2026-11-20Z' where certificate_id = 8;
      update lms_data.certificates set expires_at = '2026-11-29T12:00:00Z' where certificate_id = 9
      """)
    #expect(try campaign.segment(at: Self.noon) == ["1/1", "3/3", "7/7"])
  }

  @Test func aLearnerWithTwoCertificatesEntersForEach() throws {
    let campaign = try PublishedCampaign("certificate-unclaimed")
    try certificate(1, issued: 40, on: campaign.database)
    try campaign.database.run(
      "insert into lms_data.certificates (certificate_id, user_id, issued_at) values (2, 1, '2026-10-20Z')")
    #expect(try campaign.segment(at: Self.noon) == ["1/1", "1/2"])
  }

  @Test func theDownloadIsTheGoalAndLookingIsNot() throws {
    let campaign = try PublishedCampaign("certificate-unclaimed")
    for id in 1...2 { try certificate(id, issued: 40, on: campaign.database) }
    try campaign.database.run(
      "insert into lms_data.certificate_downloads values (1, null, '2026-11-20T10:00:00Z'), (2, '2026-11-20Z', null)")
    #expect(try campaign.goal(1, 1, at: "2026-11-20T09:59:00Z") == nil)
    #expect(try campaign.goal(1, 1, at: Self.noon) == "2026-11-20 10:00")
    #expect(try campaign.goal(2, 2, at: Self.noon) == nil)
    #expect(try campaign.goal(2, 1, at: Self.noon) == nil, "somebody else's certificate")
  }

  @Test func anEndIsNamedOnlyWhereThereIsOneAndNothingIsWrittenAfterIt() throws {
    let campaign = try PublishedCampaign("certificate-unclaimed")
    try session(on: campaign.database)
    try certificate(1, issued: 40, on: campaign.database)
    try campaign.database.run(
      "insert into lms_data.session_figures (session_id, counted_on, participants, certificates_downloaded) values (5, '2026-11-25', 4, 5)"
    )
    let lasting = try #require(try campaign.context(1, 1, at: Self.noon))
    #expect(lasting["session_name"] == "Chest pain" && lasting["has_expiry"] == false)
    #expect(lasting["download_count"] == 5 && lasting["has_total_participants"] == false)
    #expect(lasting["certificate_id"] == "C1" && lasting["issue_date"] == "20 October 2026")
    try campaign.database.run("update lms_data.certificates set expires_at = '2026-12-02T10:00:00Z'")
    #expect(try campaign.context(1, 1, at: Self.noon)?["days_remaining"] == 3)
    #expect(try campaign.context(1, 1, at: "2026-12-01T10:00:00Z")?["one_day_remaining"] == true)
    #expect(try campaign.context(1, 1, at: "2026-12-02T10:00:00Z") == nil)
    #expect(try campaign.context(2, 1, at: Self.noon) == nil)
  }
}
