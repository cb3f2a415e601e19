public import Domain

/// Campaigns as people run them: one by its name, or page by page in the order of names.
public struct FindCampaigns: Statement {
  public struct Row: Sendable {
    public let id: Int
    public let slug: String
    public let title: String
    public let messageClass: String
    public let topic: String
    public let subjectType: String
    public let status: CampaignStatus
    public let phase: CampaignPhase
    public let version: Int
    public let startsAt: Instant?
    public let endsAt: Instant?
    /// As people set it, in hundredths of a percent; nil where the version's own counts.
    public let rollout: Int?
    /// The version's own, in hundredths of a percent.
    public let publishedRollout: Int?
    public let revision: Int
    /// Whether somebody has approved the current version.
    public let isApproved: Bool
    /// Percent of the enrolled who are meant to reach the goal.
    public let targetPercent: Double?
    /// What a reached goal is worth, in the deployment's currency.
    public let goalValue: Double?
    public let costPerMessage: Double?
    public let createdAt: Instant
    /// As people set it, in the deployment's currency; nil where the version's own counts.
    public let weeklyBudget: Double?
    public let publishedBudget: Double?
    /// What the messages of this week take; nil where no budget is the campaign's own.
    public let spent: Double?
  }

  public static let sql = """
    select c.id, c.slug, c.title, c.class, c.topic, c.subject_type, c.status,
           rekindle.campaign_phase(c.status, c.starts_at, c.ends_at, $5) as phase, c.current_version, c.starts_at, c.ends_at,
           c.rollout, (v.definition #>> '{enter,rollout}')::int as published_rollout, c.revision,
           exists (select from rekindle.campaign_approvals a
                    where a.campaign_id = c.id and a.version = c.current_version) as is_approved,
           g.target_percent::float8 as target_percent, g.value::float8 as goal_value,
           g.cost_per_message::float8 as cost_per_message, c.created_at, c.weekly_budget::float8 as weekly_budget,
           (v.definition->>'weekly_budget')::float8 as published_budget, b.spent::float8 as spent
      from rekindle.campaigns c
      left join rekindle.campaign_versions v on v.campaign_id = c.id and v.version = c.current_version
      left join rekindle.campaign_goals g on g.slug = c.slug
      left join rekindle.budgets($5) b on b.campaign_id = c.id
     where ($1::text is null or c.slug = $1) and ($2::text is null or c.status = $2) and c.slug > $3
     order by c.slug limit $4::int
    """
  public static let columns = [
    "id", "slug", "title", "class", "topic", "subject_type", "status", "phase", "current_version", "starts_at",
    "ends_at", "rollout", "published_rollout", "revision", "is_approved", "target_percent", "goal_value",
    "cost_per_message", "created_at", "weekly_budget", "published_budget", "spent",
  ]

  public var slug: String?
  public var status: CampaignStatus?
  /// Only those whose names come after this one.
  public var after: String
  public var limit: Int
  public var now: Instant

  public init(slug: String? = nil, status: CampaignStatus? = nil, after: String = "", limit: Int = 1, now: Instant) {
    self.slug = slug
    self.status = status
    self.after = after
    self.limit = limit
    self.now = now
  }

  public var binds: [Bind] { [.text(slug), .text(status?.rawValue), .text(after), .int(limit), .instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    guard let status = CampaignStatus(rawValue: try cells.text(6)),
      let phase = CampaignPhase(rawValue: try cells.text(7))
    else { throw cells.mismatch(6, "the status of a campaign") }
    return Row(
      id: try cells.int(0), slug: try cells.text(1), title: try cells.text(2), messageClass: try cells.text(3),
      topic: try cells.text(4), subjectType: try cells.text(5), status: status, phase: phase, version: try cells.int(8),
      startsAt: try cells.optionalInstant(9), endsAt: try cells.optionalInstant(10), rollout: try cells.optionalInt(11),
      publishedRollout: try cells.optionalInt(12), revision: try cells.int(13), isApproved: try cells.bool(14),
      targetPercent: try cells.optionalDouble(15), goalValue: try cells.optionalDouble(16),
      costPerMessage: try cells.optionalDouble(17), createdAt: try cells.instant(18),
      weeklyBudget: try cells.optionalDouble(19), publishedBudget: try cells.optionalDouble(20),
      spent: try cells.optionalDouble(21))
  }
}
