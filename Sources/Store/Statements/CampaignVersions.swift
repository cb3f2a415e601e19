public import Domain

/// The published versions of campaigns, all or only those asked for.
public struct CampaignVersions: Statement {
  /// One version of one campaign.
  public struct Row: Sendable {
    public let id: CampaignVersionID
    public let slug: String
    public let isCurrent: Bool
    public let isPaused: Bool
    /// Its rules, or why they cannot be read: that stops this campaign and no other.
    public let campaign: Result<Campaign, StoreError>
  }

  public static let sql = """
    select c.id, v.version, c.slug, v.version = c.current_version as is_current, c.status = 'paused' as is_paused,
           v.definition
      from rekindle.campaigns c join rekindle.campaign_versions v on v.campaign_id = c.id
     where ($1::bigint[] is null
            or (c.id, v.version) in (select k.id, k.version from unnest($1::bigint[], $2::bigint[]) k(id, version)))
       and ($3::text is null
            or v.version = c.current_version and c.status = 'active' and v.definition #>> '{enter,event}' = $3)
     order by c.id, v.version
    """
  public static let columns = ["id", "version", "slug", "is_current", "is_paused", "definition"]

  /// Which versions; nil asks for all.
  public var only: [CampaignVersionID]?
  /// Only what is current and running and entered by a host's event of this type; nil asks for all.
  public var enteredBy: String?

  public init(only: [CampaignVersionID]? = nil, enteredBy: String? = nil) {
    self.only = only
    self.enteredBy = enteredBy
  }

  public var binds: [Bind] {
    [
      only.map { .ints($0.map(\.campaign)) } ?? .null, only.map { .ints($0.map(\.version)) } ?? .null,
      .text(enteredBy),
    ]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      id: CampaignVersionID(campaign: try cells.int(0), version: try cells.int(1)), slug: try cells.text(2),
      isCurrent: try cells.bool(3), isPaused: try cells.bool(4),
      campaign: campaign(cells))
  }

  private static func campaign(_ cells: borrowing Cells) -> Result<Campaign, StoreError> {
    do throws(StoreError) { return .success(try cells.campaign(5)) } catch { return .failure(error) }
  }
}

/// Names one immutable version of one campaign.
public struct CampaignVersionID: Hashable, Sendable {
  public let campaign: Int
  public let version: Int

  public init(campaign: Int, version: Int) {
    self.campaign = campaign
    self.version = version
  }
}
