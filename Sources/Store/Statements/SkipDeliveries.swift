public import Domain

/// Skips reserved deliveries that cannot be written, each with its reason (promise 3, promise 4).
public struct SkipDeliveries: Statement {
  public static let sql = """
    with held as materialized (
      select d.id, n.reason from rekindle.message_deliveries d
        join unnest($1::bigint[], $2::text[]) n(id, reason) on n.id = d.id
       where d.status = 'scheduled' order by d.id for no key update of d skip locked)
    update rekindle.message_deliveries d set status = 'skipped', reason = h.reason, attention_at = null
      from held h where d.id = h.id and d.status = 'scheduled'
    """

  public var skips: [(id: Int, reason: Reason)]

  public init(skips: [(id: Int, reason: Reason)]) { self.skips = skips }

  public var binds: [Bind] { [.ints(skips.map(\.id)), .texts(skips.map(\.reason.rawValue))] }
}
