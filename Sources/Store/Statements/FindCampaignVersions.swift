/// What is published of a campaign: no row where nothing is.
public struct FindCampaignVersions: Statement {
  public struct Row: Sendable, Equatable {
    public let campaign: Int
    public let current: Int
    public let latest: Int
    /// The version with the content asked for, where one was published before.
    public let same: Int?
  }

  public static let sql = """
    select c.id, c.current_version, max(v.version) as latest,
           max(v.version) filter (where v.content_hash = $2) as same
      from rekindle.campaigns c join rekindle.campaign_versions v on v.campaign_id = c.id
     where c.slug = $1
     group by c.id
    """
  public static let columns = ["id", "current_version", "latest", "same"]

  let slug: String
  let contentHash: String

  public init(slug: String, contentHash: String) {
    self.slug = slug
    self.contentHash = contentHash
  }

  public var binds: [Bind] { [.text(slug), .text(contentHash)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      campaign: try cells.int(0), current: try cells.int(1), latest: try cells.int(2), same: try cells.optionalInt(3))
  }
}
