import Domain
public import Effect
public import Store

extension Reports {
  /// What campaigns and their variants bring: learners who reached the goal, beside those who were held out, and beside each other.
  static let effect = Report(
    "/dashboard/effect", title: "What campaigns bring", member: "campaigns",
    empty:
      "No campaign holds learners out: `holdout: 10%` under `enter:` leaves one of ten alone, and shows what the others owe to it.",
    note:
      "Learners count once, sent or not, when the campaign's window has closed. The interval of any day holds at 95 % however "
      + "often one looks; the other for one look at a day that was chosen before. Verdicts go by the first. Of an experiment's "
      + "variants all intervals beside the same side hold together (Holm).",
    plot: .intervals(
      labels: ["title", "variant", "against"], low: "any_day_low", high: "any_day_high", middle: "lift", unit: "points"),
    statement: { _, _ in CampaignOutcomes() },
    columns: sides + figures)

  private static let sides: [Column<CampaignOutcomes.Row>] = [
    Column("campaign") { .text($0.campaign) }, Column("title", "Campaign") { .text($0.title) },
    Column("experiment", "Experiment") { .text($0.isWhole ? nil : $0.experiment) },
    Column("variant", "Variant") { .text($0.isWhole ? nil : $0.variant) },
    Column("against", "Beside") { .text($0.against) },
    Column("held_share", "Held out") { .percent($0.heldShare * 100) },
    Column("assigned", "Assigned") { .count($0.assigned[$0.place] + $0.assigned[$0.rival]) },
    Column("treated", "Written to") { .count($0.judged[$0.place]) },
    Column("treated_goals", "Goals") { .count($0.goals[$0.place]) },
    Column("held", "Those beside") { .count($0.judged[$0.rival]) },
    Column("held_goals", "Goals of these") { .count($0.goals[$0.rival]) },
  ]

  private static let figures: [Column<CampaignOutcomes.Row>] = [
    Column("lift", "Lift, points") { .points($0.shown?.comparison.lift) },
    Column("any_day_low", "Any day, from") { .points($0.shown?.onAnyDay.low) },
    Column("any_day_high", "to") { .points($0.shown?.onAnyDay.high) },
    Column("at_the_end_low", "At the end, from") { .points($0.shown?.atTheEnd.low) },
    Column("at_the_end_high", "to") { .points($0.shown?.atTheEnd.high) },
    Column("verdict", "Verdict") { .text($0.verdict) },
    Column("more_goals", "Goals more") { .number($0.moreGoals.map { ($0 * 10).rounded() / 10 }) },
    Column("cost_per_goal", "Cost of one more") { .number($0.costPerGoal.map { ($0 * 100).rounded() / 100 }) },
  ]
}

extension CampaignOutcomes.Row {
  /// Whether it is about the campaign as a whole.
  public var isWhole: Bool { experiment.isEmpty }
  /// The variant that is looked at; empty of the campaign as a whole.
  public var variant: String { variants[place - 1] }
  /// Whom it is beside.
  public var against: String { rival == 0 ? "left alone" : variants[rival - 1] }

  private var finding: TrialFinding {
    let sides = assigned.indices.map { side in
      Trial.Side(
        assigned: assigned[side], arm: Arm(count: judged[side], goals: goals[side]),
        share: side == 0 ? heldShare : (1 - heldShare) * shares[side - 1])
    }
    return Trial(variants: Array(sides.dropFirst()), held: sides[0])
      .finding(place - 1, against: rival == 0 ? .heldOut : .first)
  }

  /// Nothing is shown of sides that are too small, or that chance did not make.
  public var shown: TrialFinding? {
    let finding = finding
    return finding.isShown ? finding : nil
  }

  /// What may be said about it, as a person reads it.
  public var verdict: String {
    let judgement = finding.judgement
    return rival == 0 ? judgement.words : judgement.words(of: variant, beside: against)
  }

  /// What those written to have reached that they would not have on the other side.
  fileprivate var moreGoals: Double? { shown.map { $0.comparison.lift * Double(judged[place]) } }

  /// What more the messages have cost than on the other side, for each goal more.
  fileprivate var costPerGoal: Double? {
    guard let more = moreGoals, more > 0, let cost else { return nil }
    let other = judged[rival] > 0 ? (rivalCost ?? 0) * Double(judged[place]) / Double(judged[rival]) : 0
    return (cost - other) / more
  }
}

extension Value {
  /// A difference of shares, in points with two decimals.
  fileprivate static func points(_ share: Double?) -> Value { .number(share.map { ($0 * 10_000).rounded() / 100 }) }
}
