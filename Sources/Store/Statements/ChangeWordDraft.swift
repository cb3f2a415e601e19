public import Domain
import JSON

/// Writes a draft's texts, which opens it again; no row where somebody has changed it since the revision expected.
public struct ChangeWordDraft: Statement {
  public static let sql = """
    update rekindle.word_drafts d
       set changes = $3::jsonb, base_version = $4::int, status = 'open', revision = d.revision + 1, changed_at = $6,
           writers = case when $5 = any (d.writers) then d.writers else d.writers || $5::text end,
           requested_by = null, requested_at = null, decided_by = null, decided_at = null, reason = null
     where d.id = $1::bigint and d.revision = $2::int and d.status in ('open', 'requested', 'rejected')
    returning d.revision
    """
  public static let columns = ["revision"]

  public var id: Int
  /// The revision that the change is about.
  public var expected: Int
  /// New texts by their path inside the campaign's folder.
  public var changes: [String: String]
  /// The version whose words they change.
  public var baseVersion: Int
  /// The name of the key.
  public var key: String
  public var now: Instant

  public init(id: Int, expected: Int, changes: [String: String], baseVersion: Int, key: String, now: Instant) {
    self.id = id
    self.expected = expected
    self.changes = changes
    self.baseVersion = baseVersion
    self.key = key
    self.now = now
  }

  public var binds: [Bind] {
    [
      .int(id), .int(expected), .json(.object(changes.mapValues(JSON.string))), .int(baseVersion), .text(key),
      .instant(now),
    ]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
