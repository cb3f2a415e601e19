public import Domain
public import JSON

/// The versions of a campaign with their steps and approvals, the newest first, at most 50.
public struct ListCampaignVersions: Statement {
  public struct Row: Sendable {
    public let version: Int
    public let publishedAt: Instant
    public let contentHash: String
    /// As the version has them; spans are in seconds.
    public let steps: JSON
    /// The name of the key by which somebody approved it.
    public let approvedBy: String?
    public let approvedAt: Instant?
  }

  public static let sql = """
    select v.version, v.published_at, v.content_hash, coalesce(v.definition -> 'steps', '[]') as steps, a.approved_by,
           a.approved_at
      from rekindle.campaign_versions v
      left join rekindle.campaign_approvals a on a.campaign_id = v.campaign_id and a.version = v.version
     where v.campaign_id = $1::int order by v.version desc limit 50
    """
  public static let columns = ["version", "published_at", "content_hash", "steps", "approved_by", "approved_at"]

  public var campaign: Int

  public init(campaign: Int) { self.campaign = campaign }

  public var binds: [Bind] { [.int(campaign)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      version: try cells.int(0), publishedAt: try cells.instant(1), contentHash: try cells.text(2),
      steps: try cells.json(3), approvedBy: try cells.optionalText(4), approvedAt: try cells.optionalInstant(5))
  }
}
