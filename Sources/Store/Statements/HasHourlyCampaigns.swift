public import Domain

/// Whether detection is wanted every hour: by a campaign that runs, or by invitations whose meetings may have changed unheard.
public struct HasHourlyCampaigns: Statement {
  public static let sql = """
    select exists (
      select from rekindle.campaigns c
        join rekindle.campaign_versions v on v.campaign_id = c.id and v.version = c.current_version
       where rekindle.campaign_phase(c.status, c.starts_at, c.ends_at, $1) = 'active'
         and v.definition #> '{enter,hourly}' = 'true'::jsonb)
      or exists (
      select from rekindle.invitations i where i.status <> 'removed' and i.ends_at > $1) as has_hourly
    """
  public static let columns = ["has_hourly"]

  public var now: Instant

  public init(now: Instant) { self.now = now }

  public var binds: [Bind] { [.instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Bool { try cells.bool(0) }
}
