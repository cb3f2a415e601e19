/// The deliveries that stand in the texts of others: those that are still to be sent.
public struct ReadLetterItems: Statement {
  public static let sql = """
    select d.id, d.user_id, d.subject_id, d.campaign_id, d.version, d.template, d.attempt, d.expires_at,
           d.enrollment_id, d.stage, d.answers is not null as is_answer, d.step, d.carries, d.carried_by
      from rekindle.message_deliveries d
     where d.carried_by = any ($1::bigint[]) and d.attention_at is not null and d.status = 'scheduled'
     order by d.expires_at, d.id
    """
  public static let columns = ReadDueDeliveries.columns

  /// The deliveries that carry them.
  public var carriers: [Int]

  public init(carriers: [Int]) { self.carriers = carriers }

  public var binds: [Bind] { [.ints(carriers)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> ReadDueDeliveries.Row {
    try ReadDueDeliveries.row(cells)
  }
}
