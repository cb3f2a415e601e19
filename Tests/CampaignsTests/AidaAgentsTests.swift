import JSON
import Store
import TestKit
import Testing

/// Holds REQ-4-17, REQ-4-21, REQ-4-24, X-33, X-68, X-71, X-72.
@Suite(.database) struct AidaAgentsTests {
  private static let noon = "2026-11-29T12:00:00Z"

  /// A user of AiDA with the days since each use; the zone is UTC unless it is said.
  private func user(
    _ id: Int, used days: [Int], zone: String = "UTC", isActive: Bool = true, on database: TestDatabase
  ) throws {
    try database.insert(.learner(id, zone: zone, isActive: isActive))
    for day in days {
      try database.run(
        "insert into lms_data.aida_uses values (\(id), timestamptz '\(Self.noon)' - interval '\(day) days')")
    }
  }

  @Test func whoUsedAidaAMonthOrTwoAgoAndNeverAnAgentEnters() throws {
    let campaign = try PublishedCampaign("aida-agents")
    let database = campaign.database
    try user(1, used: [30], on: database)
    try user(2, used: [29], on: database)
    try user(3, used: [60, 90], on: database)
    try user(4, used: [61], on: database)
    try user(5, used: [40, 10], on: database)
    try user(6, used: [40], isActive: false, on: database)
    try user(7, used: [40, -2], on: database)
    for (id, day) in [(8, 45), (9, -1)] {
      try user(id, used: [40], on: database)
      try database.run(
        "insert into lms_data.agent_uses values (\(id), 1, timestamptz '\(Self.noon)' - interval '\(day) days')")
    }
    #expect(try campaign.segment(at: Self.noon) == ["1/1", "3/1", "7/1", "9/1"])
  }

  @Test func theMonthIsCountedInDaysWhereTheLearnerLives() throws {
    let campaign = try PublishedCampaign("aida-agents")
    try campaign.database.insert(.learner(1, zone: "Asia/Kolkata"), .learner(2, zone: "America/New_York"))
    // 31 October in Kolkata, 30 October in New York.
    try campaign.database.run(
      "insert into lms_data.aida_uses select u, '2026-10-30T19:00:00Z' from generate_series(1, 2) u")
    #expect(try campaign.segment(at: "2026-11-29T18:29:00Z") == ["2/1"])
    #expect(try campaign.segment(at: "2026-11-29T18:31:00Z") == ["1/1", "2/1"])
  }

  @Test func theFirstUseOfAnAgentIsTheGoal() throws {
    let campaign = try PublishedCampaign("aida-agents")
    try campaign.database.run(
      "insert into lms_data.agent_uses values (1, 2, '2026-11-20T08:00:00Z'), (1, 1, '2026-11-18T08:00:00Z')")
    #expect(try campaign.goal(1, 1, at: "2026-11-18T07:59:00Z") == nil)
    #expect(try campaign.goal(1, 1, at: "2026-11-18T08:00:00Z") == "2026-11-18 08:00")
    #expect(try campaign.goal(1, 1, at: Self.noon) == "2026-11-18 08:00")
    #expect(try campaign.goal(2, 1, at: Self.noon) == nil)
  }

  @Test func aTrialIsSpokenOfOnlyWhileThePlatformGrantsOne() throws {
    let campaign = try PublishedCampaign("aida-agents")
    try user(1, used: [40], on: campaign.database)
    #expect(try campaign.context(1, 1, at: Self.noon) == nil, "there is no agent to try")
    try campaign.database.run(
      """
      insert into lms_data.agents (agent_id, name, url) values (1, 'Finder', 'https://learn.example.org/agents/1');
      insert into lms_data.trials values (1, 'agents', '2026-11-20Z', '2026-12-04T12:00:00Z'), (1, 'other', '2026-11-01Z', '2027-01-01Z')
      """)
    let before = try #require(try campaign.context(1, 1, at: "2026-11-19T12:00:00Z"))
    #expect(before["has_trial"] == false && before["expiry_date"] == .null && before["days_remaining"] == .null)
    let during = try #require(try campaign.context(1, 1, at: Self.noon))
    #expect(during["has_trial"] == true && during["trial_days"] == 14 && during["days_remaining"] == 5)
    #expect(during["expiry_date"] == "4 December 2026" && during["has_expiry"] == true)
    #expect(try campaign.context(1, 1, at: "2026-12-03T12:00:00Z")?["one_day_remaining"] == true)
    let lastDay = try #require(try campaign.context(1, 1, at: "2026-12-04T11:00:00Z"))
    #expect(lastDay["has_trial"] == true && lastDay["has_expiry"] == false && lastDay["days_remaining"] == 0)
    #expect(try campaign.context(1, 1, at: "2026-12-04T12:00:00Z")?["has_trial"] == false)
    #expect(try campaign.state(1, 1, at: Self.noon) == ["has_trial": true])
    #expect(try campaign.state(1, 1, at: "2026-12-05T12:00:00Z") == ["has_trial": false])
  }

  @Test func peersAreCountedFromFiveOnAndNamedOnlyWithTheirConsent() throws {
    let campaign = try PublishedCampaign("aida-agents")
    try user(1, used: [40], on: campaign.database)
    try campaign.database.run(
      """
      insert into lms_data.profiles values (1, 'cardiology');
      insert into lms_data.agents (agent_id, name, url) values (1, 'Finder', 'https://learn.example.org/agents/1');
      insert into lms_data.agent_figures values ('cardiology', '2026-11-28', 4), ('', '2026-11-28', 4), ('', '2026-11-01', 900);
      insert into lms_data.testimonials (testimonial_id, about, author_name, author_specialty, body, consented_at, withdrawn_at) values
        (1, 'agents', 'Never Asked', 'cardiology', 'No.', null, null),
        (2, 'agents', 'Took It Back', 'cardiology', 'No.', '2026-01-01Z', '2026-11-01Z'),
        (3, 'agents', 'Far Field', 'nursing', 'Good.', '2026-01-01Z', null),
        (4, 'agents', 'Same Field', 'cardiology', null, '2026-01-01Z', null)
      """)
    let few = try #require(try campaign.context(1, 1, at: Self.noon))
    #expect(few["has_peer_count"] == false && few["peer_count"] == .null)
    #expect(few["peers"]?.array?.map { $0["name"] } == ["Same Field", "Far Field"])
    #expect(few["testimonial_author"] == "Far Field")
    try campaign.database.run("update lms_data.agent_figures set users_30d = 5 where counted_on = '2026-11-28'")
    let many = try #require(try campaign.context(1, 1, at: Self.noon))
    #expect(many["peer_count"] == 5 && many["peers_share_specialty"] == true)
  }
}
