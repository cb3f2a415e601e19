import Domain
import JSON
import Store
import TestKit
import Testing

/// Whom segments name is remembered, and forgotten once it does not hold any more.
@Suite(.database, .timeLimit(.minutes(20))) struct SegmentTests {
  private let school: School

  init() throws {
    school = try School()
    try school.admit(1...3, lastSeen: "2026-11-15T09:00:00Z")
  }

  private func members() throws -> [String] {
    try school.database.rows(
      """
      select concat_ws(' ', user_id, subject_id, to_char(calculated_at, 'DD HH24'), to_char(expires_at, 'DD HH24'))
        from rekindle.segment_memberships order by 1
      """
    ).compactMap { $0[0] }
  }

  private func cleanUp(at time: String) throws -> JSON? {
    let result = try school.run("cleanup", role: "rekindle_cleanup", school.event("timer.cleanup", at: time))
    return try JSON.parse(result.stdout)["result"]?["memberships"]
  }

  /// Holds REQ-4-22, REQ-4-91.
  @Test func whomASegmentNamesIsRememberedWhileARunSaysSoAndForADayAfterTheLast() throws {
    try school.detect(at: "2026-11-20T02:00:00Z")
    #expect(try members() == ["1 1 20 02 21 02", "2 1 20 02 21 02", "3 1 20 02 21 02"])
    try school.database.run(
      "insert into lms.user_activities values (2, 1, '2026-11-20T12:00:00Z', 'course_page_view')")
    try school.detect(at: "2026-11-21T02:00:00Z")
    #expect(try members() == ["1 1 21 02 22 02", "3 1 21 02 22 02"], "who came back is named no more")
    #expect(try cleanUp(at: "2026-11-21T03:00:00Z") == 0)
    try school.database.run("update rekindle.campaigns set status = 'paused'")
    try school.detect(at: "2026-11-22T02:00:00Z")
    #expect(try cleanUp(at: "2026-11-22T03:00:00Z") == 2, "nobody asks any more")
    #expect(try members() == [])
  }

  @Test func newsAboutALearnerChangeThatLearnersMembershipAlone() throws {
    try school.detect(at: "2026-11-20T02:00:00Z")
    let now = try #require(Instant(rfc3339: "2026-11-20T10:00:00Z"))
    let connection = try school.database.connect(role: "rekindle_detect")
    let version = try #require(try connection.run(CampaignVersions(now: now)).first)
    let campaign = try version.campaign.get()
    let hear = { (learner: Int) in
      _ = try connection.run(EnrolSegment(id: version.id, campaign: campaign, now: now, learners: [learner]))
    }
    try school.database.run(
      "insert into lms.user_activities values (2, 1, '2026-11-20T09:00:00Z', 'course_page_view')")
    try hear(2)
    #expect(try members() == ["1 1 20 02 21 02", "3 1 20 02 21 02"])
    try school.database.run("delete from lms.user_activities where user_id = 2 and activity_date > '2026-11-16'")
    try hear(2)
    try hear(2)
    #expect(try members() == ["1 1 20 02 21 02", "2 1 20 02 21 02", "3 1 20 02 21 02"])
  }

  @Test func whoSaidNoToEverythingIsNotRemembered() throws {
    try school.database.run(
      """
      insert into rekindle.suppressions (user_id, scope, reason, source, opt_outs, created_at)
      values (2, 'all', 'opt_out', 'support_request', 1, '2026-11-01')
      """)
    try school.detect(at: "2026-11-20T02:00:00Z")
    #expect(try members().map { $0.prefix(1) } == ["1", "3"])
    _ = try school.database.rows("select rekindle.erase_learner(1, '2026-11-20T03:00:00Z')")
    #expect(try members().map { $0.prefix(1) } == ["3"])
    try school.detect(at: "2026-11-21T02:00:00Z")
    #expect(try members().map { $0.prefix(1) } == ["3"], "who is forgotten does not come back")
  }

  /// Holds REQ-4-03.
  @Test(arguments: [
    ("aida-agents", "aida_users"), ("course-incomplete", "incomplete_courses"), ("session-no-show", "no_show"),
    ("certificate-unclaimed", "unclaimed_certificates"), ("course-completion", "course-completion"),
  ])
  func theDocumentsNamesStandBesideOurs(_ slug: String, _ name: String) throws {
    try school.detect(at: "2026-11-20T02:00:00Z")
    try school.database.run("update rekindle.campaigns set slug = '\(slug)'")
    #expect(try school.database.rows("select distinct segment_type from rekindle.user_segments") == [[name]])
  }

  /// Holds REQ-4-09.
  @Test func theDocumentsTableHasOneRowForALearnerAndSegment() throws {
    try school.detect(at: "2026-11-20T02:00:00Z")
    try school.database.run(
      """
      update rekindle.segment_blocks set members = members || row(1, 9, null)::rekindle.segment_member;
      update rekindle.campaigns set slug = 'course-incomplete'
      """)
    #expect(
      try school.database.rows(
        """
        select user_id, segment_type, segment_data->>'subject_type', segment_data #>> '{subjects,1,id}',
               to_char(calculated_at, 'DD HH24'), to_char(expires_at, 'DD HH24')
          from rekindle.user_segments where user_id < 3 order by user_id
        """) == [
          ["1", "incomplete_courses", "course", "9", "20 02", "21 02"],
          ["2", "incomplete_courses", "course", nil, "20 02", "21 02"],
        ])
  }
}
