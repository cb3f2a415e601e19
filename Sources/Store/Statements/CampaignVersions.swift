public import Domain

/// The published versions of campaigns, all or only those asked for; of one group the highest priority first.
public struct CampaignVersions: Statement {
  /// One version of one campaign.
  public struct Row: Sendable {
    public let id: CampaignVersionID
    public let slug: String
    public let isCurrent: Bool
    public let phase: CampaignPhase
    /// What was published, with the share of learners who may enter as people have set it since, or why it cannot be read:
    /// that stops this campaign and no other.
    public let campaign: Result<Campaign, StoreError>
  }

  public static let sql = """
    select c.id, v.version, c.slug, v.version = c.current_version as is_current,
           rekindle.campaign_phase(c.status, c.starts_at, c.ends_at, $4) as phase,
           case when c.rollout is null then v.definition
             else jsonb_set(v.definition, '{enter,rollout}', to_jsonb(c.rollout)) end as definition
      from rekindle.campaigns c join rekindle.campaign_versions v on v.campaign_id = c.id
     where ($1::bigint[] is null
            or (c.id, v.version) in (select k.id, k.version from unnest($1::bigint[], $2::bigint[]) k(id, version)))
       and ($3::text is null
             or v.version = c.current_version and rekindle.campaign_phase(c.status, c.starts_at, c.ends_at, $4) = 'active'
                and v.definition #> '{enter,event}' @> to_jsonb($3::text))
      order by coalesce((v.definition->>'priority')::int, 0) desc, c.id, v.version
    """
  public static let columns = ["id", "version", "slug", "is_current", "phase", "definition"]

  public var now: Instant
  /// Which versions; nil asks for all.
  public var only: [CampaignVersionID]?
  /// Only what is current and running and entered by a host's event of this type; nil asks for all.
  public var enteredBy: String?

  public init(now: Instant, only: [CampaignVersionID]? = nil, enteredBy: String? = nil) {
    self.now = now
    self.only = only
    self.enteredBy = enteredBy
  }

  public var binds: [Bind] {
    [
      only.map { .ints($0.map(\.campaign)) } ?? .null, only.map { .ints($0.map(\.version)) } ?? .null,
      .text(enteredBy), .instant(now),
    ]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    guard let phase = CampaignPhase(rawValue: try cells.text(4)) else {
      throw cells.mismatch(4, "the phase of a campaign")
    }
    return Row(
      id: CampaignVersionID(campaign: try cells.int(0), version: try cells.int(1)), slug: try cells.text(2),
      isCurrent: try cells.bool(3), phase: phase, campaign: campaign(cells))
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
