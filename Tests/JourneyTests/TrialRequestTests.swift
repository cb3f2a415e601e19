import Foundation
import JSON
import TestKit
import Testing

/// The platform is asked for a trial until its data show one; campaigns that cannot wait are asked every hour.
///
/// Holds REQ-4-16, X-68.
@Suite(.database, .timeLimit(.minutes(20))) struct TrialRequestTests {
  private static let campaign = MadeUpCampaign(
    "trial", subject: "agents",
    enter: """
        request: { trial: agents, days: 14, until: has_trial }
        holdout: 0%
      """,
    segment: """
      select a.user_id, 1::bigint as subject_id, null::timestamptz as last_activity_at from lms.aida_uses a
       where a.used_at <= as_of
      """
  ).with(
    "state.sql",
    """
    select exists (select from lms.trials t where t.user_id = learner and t.granted_at <= as_of and t.expires_at > as_of) as has_trial
    """)

  @Test func whoEntersIsAskedForUntilTheTrialIsThereOrTwoDaysHavePassed() throws {
    let school = try School(campaigns: [CampaignVariant("other")])
    try school.publish(URL(filePath: try Self.campaign.write()))
    try school.admit(1...3, lastSeen: "2026-01-01T00:00:00Z")
    try school.database.run("insert into lms.aida_uses select u, '2026-06-01Z' from generate_series(1, 3) u")
    #expect(try requests(school, at: "2026-06-30T02:00:00Z") == [1, 2, 3])
    try school.database.run(
      "insert into lms.trials values (2, 'agents', '2026-06-30T03:00:00Z', '2026-07-14T03:00:00Z')")
    #expect(try requests(school, at: "2026-07-01T02:00:00Z") == [1, 3])
    try school.database.run(
      "update rekindle.campaign_enrollments set status = 'paused', next_due_at = null where user_id = 3")
    #expect(try requests(school, at: "2026-07-01T03:00:00Z") == [1])
    #expect(try requests(school, at: "2026-07-02T03:00:00Z") == [])
  }

  @Test func everybodyIsAskedForWhateverTheirNumber() throws {
    let school = try School(campaigns: [CampaignVariant("other")])
    try school.publish(URL(filePath: try Self.campaign.write()))
    try school.database.run(
      """
      insert into lms.users (user_id, first_name, email) select u, 'A', u || '@learn.example' from generate_series(1, 9500) u;
      insert into lms.aida_uses select u, '2026-06-01Z' from generate_series(1, 9500) u;
      insert into lms.trials select u, 'agents', '2026-06-30T01:00:00Z', '2026-07-14T03:00:00Z' from generate_series(1, 9500, 2) u
      """)
    var asked: [Int] = []
    var next: JSON? = school.event("timer.detect", at: "2026-06-30T02:00:00Z")
    var replies = 0
    while let event = next {
      let events = try JSON.parse(school.run("detect", role: "rekindle_detect", event).stdout)["events"]?.array ?? []
      #expect(events.count <= 10)
      asked += events.flatMap { $0["data"]?["user_ids"]?.array?.compactMap(\.integer) ?? [] }
      next = events.first { $0["type"] == "timer.detect" }
      replies += 1
    }
    #expect(replies == 2 && asked.sorted() == Array(stride(from: 2, through: 9500, by: 2)))
  }

  @Test func theComparisonGroupIsAskedNothingFor() throws {
    let school = try School(campaigns: [CampaignVariant("other")])
    let compared = Self.campaign.replacing("campaign.yaml", "holdout: 0%", "holdout: 100%")
    try school.publish(URL(filePath: try compared.write()))
    try school.admit(1...3, lastSeen: "2026-01-01T00:00:00Z")
    try school.database.run("insert into lms.aida_uses select u, '2026-06-01Z' from generate_series(1, 3) u")
    #expect(try requests(school, at: "2026-06-30T02:00:00Z") == [])
    #expect(try school.database.count("select count(*) from rekindle.campaign_enrollments where is_holdout") == 3)
  }

  @Test func theHourlyRoundAsksOnlyTheCampaignsThatCannotWait() throws {
    let school = try School(campaigns: [CampaignVariant("daily")])
    let hourly = Self.campaign.replacing("campaign.yaml", "holdout: 0%", "hourly: true")
    try school.publish(URL(filePath: try hourly.write()))
    try school.admit(1...2, lastSeen: "2026-06-20T00:00:00Z")
    try school.database.run("insert into lms.aida_uses values (1, '2026-06-30T04:00:00Z')")
    let reply = try JSON.parse(
      school.run("detect", role: "rekindle_detect", school.event("detect.hourly", at: "2026-06-30T05:00:00Z"))
        .stdout)
    #expect(reply["result"]?["enrolled"] == 1)
    #expect(try school.detect(at: "2026-06-30T06:00:00Z")["enrolled"] == 2)
  }

  @Test func theFirstTickOfAnHourAsksForTheHourlyRoundWhereACampaignWantsIt() throws {
    let school = try School(campaigns: [CampaignVariant("daily")])
    func announced(at time: String) throws -> [JSON] {
      let event = school.event("timer.schedule-tick", at: time)
      let reply = try JSON.parse(school.run("schedule-tick", role: "rekindle_tick", event).stdout)
      return (reply["events"]?.array ?? []).compactMap { $0["type"] }
    }
    #expect(try announced(at: "2026-06-30T05:00:10Z") == [])
    try school.publish(
      URL(filePath: try Self.campaign.replacing("campaign.yaml", "holdout: 0%", "hourly: true").write()))
    #expect(try announced(at: "2026-06-30T05:00:10Z") == ["detect.hourly"])
    #expect(try announced(at: "2026-06-30T05:01:10Z") == [])
    try school.database.run("update rekindle.campaigns set status = 'paused'")
    #expect(try announced(at: "2026-06-30T06:00:10Z") == [])
  }

  /// The learners whom a run of detection asks the platform for a trial of 14 days for.
  private func requests(_ school: School, at time: String) throws -> [Int] {
    let result = try school.run("detect", role: "rekindle_detect", school.event("timer.detect", at: time))
    try #require(result.exitCode == 0, "\(result.output)")
    let events = try JSON.parse(result.stdout)["events"]?.array ?? []
    for event in events {
      #expect(event["type"] == "host.trial.requested")
      #expect(
        event["data"]?["days"] == 14 && event["data"]?["product"] == "agents" && event["data"]?["campaign"] == "trial")
    }
    return events.flatMap { $0["data"]?["user_ids"]?.array?.compactMap(\.integer) ?? [] }
  }
}
