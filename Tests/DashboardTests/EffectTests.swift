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

  @Test func withoutAHoldoutThePageSaysWhatToDo() throws {
    let page = try Dashboard(database: Ledger.database()).ask("/dashboard").text
    #expect(page.contains("No campaign holds learners out"))
  }
}
