/// The messages of campaigns' current versions, page by page in the order of campaigns and names.
public struct ListTemplates: Statement {
  public struct Row: Sendable {
    public let campaign: String
    public let version: Int
    /// As `welcome-back.email`: the message's name and its channel.
    public let key: String
    /// Lower-case hexadecimal SHA-256 of its content, as a delivery records it.
    public let hash: String
  }

  public static let sql = """
    select c.slug, v.version, m.key, m.value ->> 'hash' as hash
      from rekindle.campaigns c
      join rekindle.campaign_versions v on v.campaign_id = c.id and v.version = c.current_version
     cross join jsonb_each(v.messages) m
     where ($1::text is null or c.slug = $1) and (c.slug, m.key) > ($2, $3)
     order by c.slug, m.key limit $4::int
    """
  public static let columns = ["slug", "version", "key", "hash"]

  public var campaign: String?
  /// Only those that come after this campaign's message.
  public var after: (campaign: String, key: String)
  public var limit: Int

  public init(campaign: String? = nil, after: (campaign: String, key: String) = ("", ""), limit: Int) {
    self.campaign = campaign
    self.after = after
    self.limit = limit
  }

  public var binds: [Bind] { [.text(campaign), .text(after.campaign), .text(after.key), .int(limit)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(campaign: try cells.text(0), version: try cells.int(1), key: try cells.text(2), hash: try cells.text(3))
  }
}
