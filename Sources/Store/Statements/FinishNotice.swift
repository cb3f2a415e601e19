public import Domain

/// Notes that a notice was taken, or, with a `failure`, that it is to be tried again at `next`.
public struct FinishNotice: Statement {
  public static let sql = """
    update rekindle.operator_notices n
       set sent_at = case when $3::text is null then $2::timestamptz end, failure = $3, not_before = coalesce($4, n.not_before),
           lease_until = null
     where n.id = $1 and n.attempt = $5 and n.sent_at is null
    """

  public var id: Int
  public var now: Instant
  public var failure: String?
  public var next: Instant?
  /// As it was claimed: who has lost the claim notes nothing.
  public var attempt: Int

  public init(id: Int, attempt: Int, now: Instant, failure: String? = nil, next: Instant? = nil) {
    self.id = id
    self.attempt = attempt
    self.now = now
    self.failure = failure
    self.next = next
  }

  public var binds: [Bind] { [.int(id), .instant(now), .text(failure), .instant(next), .int(attempt)] }
}
