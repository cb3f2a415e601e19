import Access
import Domain
import FunctionContract
import Store

/// A change of what a campaign is told beside its versions, checked against what it is.
struct CampaignChange {
  static let fields = [
    Field(
      "status", .word(CampaignStatus.allCases.map(\.rawValue)),
      "draft → active ⇄ paused → completed; an active campaign may be completed too, and completed is for good."),
    Field("starts_at", .instant, "Nobody enters and nothing is sent before.", isNullable: true),
    Field("ends_at", .instant, "From then on the campaign is completed.", isNullable: true),
    Field(
      "rollout_percent", .number(0...100), "The share of learners who may enter, instead of the version's.",
      isNullable: true),
    Field(
      "target_percent", .number(0...100), "The share of the enrolled who are meant to reach the goal.", isNullable: true
    ),
    Field(
      "goal_value", .number(0...9_999_999_999), "What a reached goal is worth, in your currency.", isNullable: true),
    Field(
      "weekly_budget", .number(0...9_999_999_999), "What a week's messages may cost, instead of the version's.",
      isNullable: true),
    Field("cost_per_message", .number(0...99_999_999), "What a message costs, in your currency.", isNullable: true),
  ]

  private let row: FindCampaigns.Row
  private let status: CampaignStatus
  private let startsAt: Instant?
  private let endsAt: Instant?
  private let rollout: Int?
  private let weeklyBudget: Double?
  /// What the goal is worth and meant to be from now on; nil where that stays.
  let goal: PutCampaignGoal?

  /// Refuses a status that may not follow the present one, a draft that nobody has approved, and an end before the start.
  init(_ body: Body, of row: FindCampaigns.Row) throws(Problem) {
    self.row = row
    status = body.text("status").flatMap(CampaignStatus.init(rawValue:)) ?? row.status
    startsAt = body.has("starts_at") ? body.instant("starts_at") : row.startsAt
    endsAt = body.has("ends_at") ? body.instant("ends_at") : row.endsAt
    rollout =
      body.has("rollout_percent") ? body.number("rollout_percent").map { Int(($0 * 100).rounded()) } : row.rollout
    weeklyBudget = body.has("weekly_budget") ? body.number("weekly_budget") : row.weeklyBudget
    let figures = ["target_percent", "goal_value", "cost_per_message"]
    goal =
      figures.contains(where: body.has)
      ? PutCampaignGoal(
        slug: row.slug,
        targetPercent: body.has(figures[0]) ? body.number(figures[0]) : row.targetPercent,
        value: body.has(figures[1]) ? body.number(figures[1]) : row.goalValue,
        costPerMessage: body.has(figures[2]) ? body.number(figures[2]) : row.costPerMessage) : nil
    try check()
  }

  private func check() throws(Problem) {
    guard row.status.allows(status) else {
      throw Problem(
        409, "transition", title: "Not from here",
        "a campaign that is \(row.status.rawValue) cannot become \(status.rawValue)", at: .body("status"))
    }
    if row.status == .draft, status == .active, !row.isApproved {
      throw Problem(
        409, "not_approved", title: "Not approved",
        "nobody has approved version \(row.version): POST it to /api/campaigns/\(row.slug)/approvals first",
        at: .body("status"))
    }
    if let startsAt, let endsAt, endsAt <= startsAt {
      throw Body.fault("ends_at", "ends_at must be after starts_at")
    }
  }

  /// What writes it.
  func statement(now: Instant) -> ChangeCampaign {
    ChangeCampaign(
      campaign: row.id, expected: row.revision, status: status, startsAt: startsAt, endsAt: endsAt, rollout: rollout,
      weeklyBudget: weeklyBudget, now: now)
  }
}
