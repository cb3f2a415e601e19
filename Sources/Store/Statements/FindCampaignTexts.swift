public import JSON

/// What a version of a campaign says: its compiled messages, and the folder that they were made from.
public struct FindCampaignTexts: Statement {
  public struct Row: Sendable {
    public let id: CampaignVersionID
    /// Names the version's whole content.
    public let contentHash: String
    public let messages: JSON
    /// Texts by their path inside the folder; nil where the version was published before they were kept.
    public let files: JSON?
  }

  public static let sql = """
    select c.id, v.version, v.content_hash, v.messages, s.files
      from rekindle.campaigns c
      join rekindle.campaign_versions v on v.campaign_id = c.id and v.version = coalesce($2::int, c.current_version)
      left join rekindle.campaign_sources s on s.campaign_id = v.campaign_id and s.version = v.version
     where c.slug = $1
    """
  public static let columns = ["id", "version", "content_hash", "messages", "files"]

  public var slug: String
  /// nil for the current one.
  public var version: Int?

  public init(slug: String, version: Int? = nil) {
    self.slug = slug
    self.version = version
  }

  public var binds: [Bind] { [.text(slug), .int(version)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      id: CampaignVersionID(campaign: try cells.int(0), version: try cells.int(1)),
      contentHash: try cells.text(2), messages: try cells.json(3), files: try cells.optionalJSON(4))
  }
}
