public import Domain

/// Skips reserved messages whose date has moved; one that a sender is holding is its own to find out about.
public struct WithdrawDeliveries: Statement {
  public static let sql = """
    with held as materialized (
      select d.id from rekindle.message_deliveries d
        join unnest($1::bigint[], $2::smallint[], $3::smallint[]) n(enrollment_id, step, occurrence)
          on d.enrollment_id = n.enrollment_id and d.step = n.step and d.occurrence = n.occurrence
       where d.status = 'scheduled' order by d.id for no key update of d skip locked)
    update rekindle.message_deliveries d set status = 'skipped', reason = 'moved', attention_at = null
      from held where d.id = held.id and d.status = 'scheduled'
    """

  public var entries: [(enrolmentID: Int, withdrawal: Withdrawal)]

  public init(_ entries: [(enrolmentID: Int, withdrawal: Withdrawal)]) { self.entries = entries }

  public var binds: [Bind] {
    [
      .ints(entries.map(\.enrolmentID)), .ints(entries.map(\.withdrawal.step)),
      .ints(entries.map(\.withdrawal.occurrence)),
    ]
  }
}
