public import Domain
import JSON

/// Drafts of words: one by its id, or a campaign's page by page, the newest first.
public struct FindWordDrafts: Statement {
  public struct Row: Sendable {
    public let id: Int
    public let campaign: String
    /// The version whose words it changes.
    public let baseVersion: Int
    /// The campaign's current one.
    public let currentVersion: Int
    /// New texts by their path inside the campaign's folder.
    public let changes: [String: String]
    public let status: WordDraftStatus
    public let revision: Int
    /// Names of the keys that wrote any of it.
    public let writers: [String]
    public let createdAt: Instant
    public let changedAt: Instant
    public let requestedBy: String?
    public let requestedAt: Instant?
    public let decidedBy: String?
    public let decidedAt: Instant?
    /// Why it was refused.
    public let reason: String?
    /// As which it was published.
    public let version: Int?
  }

  public static let sql = """
    select d.id, c.slug, d.base_version, c.current_version,
           case when $1::bigint is null then '{}' else d.changes end as changes, d.status, d.revision, d.writers, d.created_at,
           d.changed_at, d.requested_by, d.requested_at, d.decided_by, d.decided_at, d.reason, d.version
      from rekindle.word_drafts d join rekindle.campaigns c on c.id = d.campaign_id
     where ($1::bigint is null or d.id = $1) and ($2::text is null or c.slug = $2)
       and ($3::bigint is null or d.id < $3)
     order by d.id desc limit $4::int
    """
  public static let columns = [
    "id", "slug", "base_version", "current_version", "changes", "status", "revision", "writers", "created_at",
    "changed_at", "requested_by", "requested_at", "decided_by", "decided_at", "reason", "version",
  ]

  var id: Int?
  var campaign: String?
  var before: Int?
  var limit: Int

  /// One draft.
  public init(id: Int) {
    self.id = id
    limit = 1
  }

  /// A campaign's drafts that were made before the one with the id `before`, without their words.
  public init(campaign: String, before: Int?, limit: Int) {
    self.campaign = campaign
    self.before = before
    self.limit = limit
  }

  public var binds: [Bind] { [.int(id), .text(campaign), .int(before), .int(limit)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    guard let status = WordDraftStatus(rawValue: try cells.text(5)) else {
      throw cells.mismatch(5, "the status of a draft")
    }
    return Row(
      id: try cells.int(0), campaign: try cells.text(1), baseVersion: try cells.int(2),
      currentVersion: try cells.int(3), changes: (try cells.json(4).object ?? [:]).compactMapValues(\.string),
      status: status, revision: try cells.int(6), writers: try cells.texts(7), createdAt: try cells.instant(8),
      changedAt: try cells.instant(9), requestedBy: try cells.optionalText(10),
      requestedAt: try cells.optionalInstant(11), decidedBy: try cells.optionalText(12),
      decidedAt: try cells.optionalInstant(13), reason: try cells.optionalText(14), version: try cells.optionalInt(15))
  }
}
