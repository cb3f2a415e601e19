import JSON
import TestKit
import Testing

/// What a campaign brings, as the dashboard says it.
@Suite(.database)
struct EffectTests {
  /// The ledger with so many more learners of the campaign on each side, and how many of them reached the goal.
  private func dashboard(treated: (Int, goals: Int), held: (Int, goals: Int)) throws -> Dashboard {
    let database = try Ledger.database()
    let sum = treated.0 + held.0
    try database.run(
      """
      insert into rekindle.recipients (user_id, created_at) select u, '2026-01-01' from generate_series(1001, \(1000 + sum)) u;
      insert into rekindle.campaign_enrollments
        (id, user_id, subject_id, campaign_id, version, is_holdout, enrolled_at, anchor_at, status, ended_at, end_reason)
      overriding system value
      select u, u, 1, 1, 1, u > \(1000 + treated.0), '2026-01-01', '2026-01-01', 'exhausted', '2026-02-01', 'used_up'
        from generate_series(1001, \(1000 + sum)) u;
      insert into rekindle.assignments
        (enrollment_id, campaign_id, version, is_held, held_share, is_first, closes_at, judged_at, reached_at)
      select e.id, 1, 1, e.is_holdout, 1000, true, '2026-01-15', '2026-01-16',
             case when e.id - 1000 <= case when e.is_holdout then \(treated.0 + held.goals) else \(treated.goals) end then timestamptz '2026-01-10' end
        from rekindle.campaign_enrollments e where e.id > 1000
      """)
    return Dashboard(database: database)
  }

  @Test func aLiftComesWithBothIntervalsTheGoalsMoreAndAVerdict() throws {
    let row = try dashboard(treated: (4500, goals: 2250), held: (500, goals: 125)).ask("/dashboard/effect").json[
      "campaigns"]?.array?.first
    #expect(row?["lift"]?.double == 25 && row?["more_goals"]?.double == 1125)
    #expect(row?["at_the_end_low"]?.double == 20.76 && row?["at_the_end_high"]?.double == 28.88, "\(row?.text ?? "")")
    let low = try #require(row?["any_day_low"]?.double)
    #expect(low > 0 && low < 20.76, "an interval for any day is wider: \(low)")
    #expect(row?["verdict"] == "It helps")
  }

  @Test func tooFewLearnersShowNoLiftAndHowManyAreMissing() throws {
    let row = try dashboard(treated: (450, goals: 300), held: (50, goals: 10)).ask("/dashboard/effect").json[
      "campaigns"]?.array?.first
    #expect(row?["lift"] == .null && row?["treated"] == 450 && row?["held_goals"] == 10)
    #expect(row?["verdict"]?.string?.hasPrefix("Too early: ") == true)
  }

  @Test func sidesThatChanceDidNotMakeAreVoid() throws {
    let row = try dashboard(treated: (4900, goals: 2250), held: (100, goals: 25)).ask("/dashboard/effect").json[
      "campaigns"]?.array?.first
    #expect(row?["lift"] == .null)
    #expect(row?["verdict"]?.string?.hasPrefix("Void") == true)
  }

  /// The ledger with an experiment of two variants: so many learners of each and of the holdout, whose goals are met in order.
  private func experiment(plain: (Int, goals: Int), asking: (Int, goals: Int), held: (Int, goals: Int)) throws
    -> Dashboard
  {
    let dashboard = try dashboard(
      treated: (plain.0 + asking.0, goals: 0), held: (held.0, goals: held.goals))
    try dashboard.database.run(
      """
      alter table rekindle.campaign_versions disable trigger user;
      update rekindle.campaign_versions set definition = definition || '{"experiments": [{"name": "subject", "step": "email",
        "variants": [{"name": "plain", "share": 5000}, {"name": "asking", "share": 5000}]}]}' where campaign_id = 1;
      alter table rekindle.campaign_enrollments disable trigger user;
      update rekindle.campaign_enrollments e set variants = jsonb_build_object(
          'subject', case when e.id <= \(1000 + plain.0) then 'plain' else 'asking' end)
       where e.id > 1000 and not e.is_holdout;
      update rekindle.assignments a set reached_at = '2026-01-10'
        from rekindle.campaign_enrollments e where e.id = a.enrollment_id and not e.is_holdout
         and (e.id - 1000 between 1 and \(plain.goals) or e.id - 1000 between \(plain.0 + 1) and \(plain.0 + asking.goals));
      insert into rekindle.message_deliveries
        (id, user_id, enrollment_id, subject_id, campaign_id, version, class, step, occurrence, covers, stage, channel, template, variant,
         status, slot_at, scheduled_at, not_before, expires_at, sent_at, unit_price, units, cost)
      overriding system value
      select 100000 + e.id, e.user_id, e.id, 1, 1, 1, 'marketing', 0, 1, 1, 1, 'email', 'hello', e.variants->>'subject', 'sent', '2026-01-02',
             '2026-01-02', '2026-01-02', '2026-01-04', '2026-01-02', 0.01, 1,
             0.01
        from rekindle.campaign_enrollments e where e.id > 1000 and not e.is_holdout
      """)
    return dashboard
  }

  /// Holds REQ-4-84: each variant beside the holdout and beside the first, with the cost of a goal more.
  @Test func variantsStandBesideTheHoldoutAndBesideEachOther() throws {
    let rows = try #require(
      try experiment(plain: (2250, goals: 675), asking: (2250, goals: 1125), held: (500, goals: 100))
        .ask("/dashboard/effect").json["campaigns"]?.array)
    #expect(
      rows.map { "\($0["variant"]?.string ?? "-") \($0["against"]?.string ?? "")" } == [
        "- left alone", "plain left alone", "asking left alone", "asking plain",
      ])
    #expect(rows.map { $0["lift"]?.double } == [20, 10, 30, 20])
    #expect(rows.map { $0["verdict"]?.string } == ["It helps", "It helps", "It helps", "Winner: asking"])
    #expect(rows[2]["more_goals"]?.double == 675 && rows[2]["cost_per_goal"]?.double == 0.03)
    #expect(rows[3]["more_goals"]?.double == 450 && rows[3]["cost_per_goal"]?.double == 0, "no message more was sent")
    let (low, high) = (rows[3]["any_day_low"]?.double ?? 0, rows[3]["any_day_high"]?.double ?? 0)
    #expect(low > 0 && low < 20 && high > 20)
    #expect(rows[3]["treated"] == 2250 && rows[3]["held_goals"] == 675)
  }

  @Test func variantsWhoseSizesChanceDidNotMakeAreVoid() throws {
    let skewed = try experiment(plain: (2500, goals: 675), asking: (2000, goals: 1125), held: (500, goals: 100))
      .ask("/dashboard/effect").json["campaigns"]?.array
    #expect(skewed?.dropFirst().allSatisfy { $0["lift"] == .null && $0["more_goals"] == .null } == true)
    #expect(skewed?.map { $0["verdict"]?.string?.hasPrefix("Void") } == [false, true, true, true])
  }

  @Test func variantsOfTooFewLearnersSayHowManyAreMissing() throws {
    let few = try experiment(plain: (90, goals: 30), asking: (90, goals: 40), held: (20, goals: 5))
      .ask("/dashboard/effect").json["campaigns"]?.array
    #expect(few?[3]["lift"] == .null)
    #expect(few?[3]["verdict"]?.string?.hasPrefix("Too early: ") == true)
  }

  @Test func withoutAHoldoutThePageSaysWhatToDo() throws {
    let page = try Dashboard(database: Ledger.database()).ask("/dashboard").text
    #expect(page.contains("No campaign holds learners out"))
  }
}
