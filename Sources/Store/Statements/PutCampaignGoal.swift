/// Sets what reaching a campaign's goal is worth, what it is meant to reach and what a message costs; nil clears a figure.
public struct PutCampaignGoal: Statement {
  public static let sql = """
    insert into rekindle.campaign_goals (slug, target_percent, value, cost_per_message)
    values ($1, $2::float8::numeric, $3::float8::numeric, $4::float8::numeric)
    on conflict (slug) do update
      set target_percent = excluded.target_percent, value = excluded.value, cost_per_message = excluded.cost_per_message
    """

  public var slug: String
  public var targetPercent: Double?
  /// In the deployment's currency.
  public var value: Double?
  public var costPerMessage: Double?

  public init(slug: String, targetPercent: Double?, value: Double?, costPerMessage: Double?) {
    self.slug = slug
    self.targetPercent = targetPercent
    self.value = value
    self.costPerMessage = costPerMessage
  }

  public var binds: [Bind] { [.text(slug), .double(targetPercent), .double(value), .double(costPerMessage)] }
}
