public import Domain

/// Begins a draft that changes nothing yet and returns its id.
public struct InsertWordDraft: Statement {
  public static let sql = """
    insert into rekindle.word_drafts (campaign_id, base_version, writers, created_at, changed_at)
    values ($1::int, $2::int, array[$3::text], $4, $4) returning id
    """
  public static let columns = ["id"]

  public var base: CampaignVersionID
  /// The name of the key.
  public var key: String
  public var now: Instant

  public init(base: CampaignVersionID, key: String, now: Instant) {
    self.base = base
    self.key = key
    self.now = now
  }

  public var binds: [Bind] { [.int(base.campaign), .int(base.version), .text(key), .instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
