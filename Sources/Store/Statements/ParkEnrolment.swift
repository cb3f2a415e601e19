public import Domain

/// Sets an enrolment aside that no tick can work on and records why, so that it never stops a page; it is tried again after six
/// hours, since what was wrong may be right by then (docs/correctness.md).
public struct ParkEnrolment: Statement {
  public static let sql = """
    with parked as (
      update rekindle.campaign_enrollments e set defer_reason = 'parked', next_due_at = $3::timestamptz + interval '6 hours'
       where e.id = $1 and e.status = 'active' returning e.id)
    insert into rekindle.anomalies (kind, enrollment_id, detail, created_at)
    select 'poison', p.id, $2, $3 from parked p
     where not exists (
       select from rekindle.anomalies a where a.kind = 'poison' and a.enrollment_id = p.id and a.resolved_at is null)
    """

  public var id: Int
  /// A code such as an SQLSTATE and a constraint's name; no values.
  public var detail: String
  public var now: Instant

  public init(id: Int, detail: String, now: Instant) {
    self.id = id
    self.detail = detail
    self.now = now
  }

  public var binds: [Bind] { [.int(id), .text(detail), .instant(now)] }
}
