import Domain
import Store

/// Reads when a tick has something to do again.
struct ReadNextDue: Statement {
  static let sql = """
    select least((select min(next_due_at) from rekindle.campaign_enrollments where status = 'active'),
                 (select min(attention_at) from rekindle.message_deliveries where attention_at is not null)) as due
    """
  static let columns = ["due"]
  var binds: [Bind] { [] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> Instant? { try cells.optionalInstant(0) }
}
