public import Domain

/// Changes what a campaign is told beside its versions and returns its new revision; nil where somebody has changed it since
/// the revision that was expected.
public struct ChangeCampaign: Statement {
  public static let sql =
    "select revision from rekindle.change_campaign($1::int, $2::int, $3, $4, $5, $6::int, $7::float8::numeric, $8) as revision"
  public static let columns = ["revision"]

  public var campaign: Int
  /// The revision that the change is about.
  public var expected: Int
  public var status: CampaignStatus
  public var startsAt: Instant?
  public var endsAt: Instant?
  /// In hundredths of a percent; nil for the version's own.
  public var rollout: Int?
  /// What a week may cost, in the deployment's currency; nil for the version's own.
  public var weeklyBudget: Double?
  public var now: Instant

  public init(
    campaign: Int, expected: Int, status: CampaignStatus, startsAt: Instant?, endsAt: Instant?, rollout: Int?,
    weeklyBudget: Double?, now: Instant
  ) {
    self.campaign = campaign
    self.expected = expected
    self.status = status
    self.startsAt = startsAt
    self.endsAt = endsAt
    self.rollout = rollout
    self.weeklyBudget = weeklyBudget
    self.now = now
  }

  public var binds: [Bind] {
    [
      .int(campaign), .int(expected), .text(status.rawValue), .instant(startsAt), .instant(endsAt), .int(rollout),
      .double(weeklyBudget), .instant(now),
    ]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int? { try cells.optionalInt(0) }
}
