import Domain
import Effect
import Store

extension Reports {
  /// What campaigns bring: learners who reached the goal, beside those who were held out.
  static let effect = Report(
    "/dashboard/effect", title: "What campaigns bring", member: "campaigns",
    empty:
      "No campaign holds learners out: `holdout: 10%` under `enter:` leaves one of ten alone, and shows what the others owe to it.",
    note:
      "Learners count once, sent or not, when the campaign's window has closed. The interval of any day holds at 95 % however "
      + "often one looks; the other for one look at a day that was chosen before. Verdicts go by the first.",
    plot: .intervals(label: "title", low: "any_day_low", high: "any_day_high", middle: "lift", unit: "points"),
    statement: { _, _ in CampaignOutcomes() },
    columns: sides + figures)

  private static let sides: [Column<CampaignOutcomes.Row>] = [
    Column("campaign") { .text($0.campaign) }, Column("title", "Campaign") { .text($0.title) },
    Column("held_share", "Held out") { .percent($0.share * 100) },
    Column("assigned", "Assigned") { .count($0.assigned) },
    Column("treated", "Written to") { .count($0.treated) },
    Column("treated_goals", "Goals") { .count($0.treatedGoals) },
    Column("held", "Left alone") { .count($0.held) }, Column("held_goals", "Goals of these") { .count($0.heldGoals) },
  ]

  private static let figures: [Column<CampaignOutcomes.Row>] = [
    Column("lift", "Lift, points") { .points(shown($0)?.lift) },
    Column("any_day_low", "Any day, from") { .points(shown($0)?.onAnyDay.low) },
    Column("any_day_high", "to") { .points(shown($0)?.onAnyDay.high) },
    Column("at_the_end_low", "At the end, from") { .points(shown($0)?.atTheEnd.low) },
    Column("at_the_end_high", "to") { .points(shown($0)?.atTheEnd.high) },
    Column("verdict", "Verdict") { .text(Judgement(comparison($0)).words) },
    Column("more_goals", "Goals more") { .number(goals($0)) },
    Column("cost_per_goal", "Cost of one more") { row in
      .number(goals(row).flatMap { more in row.cost.flatMap { more > 0 ? ($0 / more * 100).rounded() / 100 : nil } })
    },
  ]

  private static func comparison(_ row: CampaignOutcomes.Row) -> Comparison {
    Comparison(
      treated: Arm(count: row.treated, goals: row.treatedGoals), held: Arm(count: row.held, goals: row.heldGoals),
      share: row.share)
  }

  /// Nothing is shown of sides that are too small, or that chance did not make.
  private static func shown(_ row: CampaignOutcomes.Row) -> Comparison? {
    let comparison = comparison(row)
    return comparison.isShown && !comparison.isSkewed ? comparison : nil
  }

  private static func goals(_ row: CampaignOutcomes.Row) -> Double? {
    shown(row).map { ($0.lift * Double(row.treated) * 10).rounded() / 10 }
  }
}

extension Value {
  /// A difference of shares, in points with two decimals.
  fileprivate static func points(_ share: Double?) -> Value { .number(share.map { ($0 * 10_000).rounded() / 100 }) }
}
