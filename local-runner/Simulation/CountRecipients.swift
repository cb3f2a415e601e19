import Domain
import Store

/// Counts the learners who were written to since a moment.
struct CountRecipients: Statement {
  static let sql = """
    select count(distinct d.user_id)::int as n from rekindle.message_deliveries d
     where d.status = 'sent' and d.sent_at >= $1::timestamptz
    """
  static let columns = ["n"]
  var since: Instant
  var binds: [Bind] { [.instant(since)] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
