public import Domain

/// Writes down how many pairs a campaign's segment named today, and how many of them have an episode (REQ-4-72).
public struct RecordSegment: Statement {
  public static let sql = """
    insert into rekindle.segment_counts as s (campaign_id, day, version, named, enrolled, counted_at)
    select $1, ($5::timestamptz at time zone d.time_zone)::date, $2::int, $3::int, $4::int, $5 from rekindle.deployment d
    on conflict (campaign_id, day) do update
      set version = excluded.version, named = excluded.named, enrolled = excluded.enrolled, counted_at = excluded.counted_at
    where s.counted_at <= excluded.counted_at
    """

  public var id: CampaignVersionID
  public var named: Int
  /// Of the named, those with an episode.
  public var covered: Int
  public var now: Instant

  public init(id: CampaignVersionID, named: Int, covered: Int, now: Instant) {
    self.id = id
    self.named = named
    self.covered = covered
    self.now = now
  }

  public var binds: [Bind] { [.int(id.campaign), .int(id.version), .int(named), .int(covered), .instant(now)] }
}
