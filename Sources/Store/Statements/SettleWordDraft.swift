public import Domain

/// Asks for a draft's approval, refuses it or withdraws it; no row where somebody has changed it since.
public struct SettleWordDraft: Statement {
  public static let sql = """
    update rekindle.word_drafts d
       set status = $3::text, revision = d.revision + 1, reason = $5,
           requested_by = case $3::text when 'requested' then $4::text else d.requested_by end,
           requested_at = case $3::text when 'requested' then $6::timestamptz else d.requested_at end,
           decided_by = case $3::text when 'rejected' then $4::text end,
           decided_at = case $3::text when 'rejected' then $6::timestamptz end
     where d.id = $1::bigint and d.revision = $2::int and d.status in ('open', 'requested', 'rejected')
    returning d.revision
    """
  public static let columns = ["revision"]

  public var id: Int
  /// The revision that was looked at.
  public var expected: Int
  /// Requested, rejected or withdrawn.
  public var status: WordDraftStatus
  /// The name of the key.
  public var key: String
  /// Why it is refused.
  public var reason: String?
  public var now: Instant

  public init(id: Int, expected: Int, status: WordDraftStatus, key: String, reason: String?, now: Instant) {
    self.id = id
    self.expected = expected
    self.status = status
    self.key = key
    self.reason = reason
    self.now = now
  }

  public var binds: [Bind] {
    [.int(id), .int(expected), .text(status.rawValue), .text(key), .text(reason), .instant(now)]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
