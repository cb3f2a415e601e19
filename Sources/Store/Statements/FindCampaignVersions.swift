import JSON

/// What is published of a campaign: no row where nothing is.
public struct FindCampaignVersions: Statement {
  public struct Row: Sendable, Equatable {
    public let campaign: Int
    public let current: Int
    public let latest: Int
    /// The version with the content asked for, where one was published before.
    public let same: Int?
    /// Versions that became the current one by nothing but words approved since.
    public let bases: [Int]
    /// Those words as they are now, by their path inside the campaign's folder.
    public let words: [String: String]
  }

  public static let sql = """
    with recursive approved(version, base_version, changes) as (
      select d.version, d.base_version, d.changes
        from rekindle.word_drafts d join rekindle.campaigns c on c.id = d.campaign_id
       where c.slug = $1 and d.version = c.current_version
      union
      select d.version, d.base_version, d.changes
        from approved a join rekindle.campaigns c on c.slug = $1
        join rekindle.word_drafts d on d.campaign_id = c.id and d.version = a.base_version
    )
    select c.id, c.current_version, max(v.version) as latest,
           max(v.version) filter (where v.content_hash = $2) as same,
           array(select distinct a.base_version from approved a order by 1) as bases,
           (select jsonb_object_agg(p.path, s.files -> p.path)
              from (select distinct jsonb_object_keys(a.changes) from approved a) p(path)
              join rekindle.campaign_sources s on s.campaign_id = c.id and s.version = c.current_version) as words
      from rekindle.campaigns c join rekindle.campaign_versions v on v.campaign_id = c.id
     where c.slug = $1
     group by c.id
    """
  public static let columns = ["id", "current_version", "latest", "same", "bases", "words"]

  let slug: String
  let contentHash: String

  public init(slug: String, contentHash: String) {
    self.slug = slug
    self.contentHash = contentHash
  }

  public var binds: [Bind] { [.text(slug), .text(contentHash)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      campaign: try cells.int(0), current: try cells.int(1), latest: try cells.int(2), same: try cells.optionalInt(3),
      bases: try cells.ints(4), words: (try cells.optionalJSON(5)?.object ?? [:]).compactMapValues(\.string))
  }
}
