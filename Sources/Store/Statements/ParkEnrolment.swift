public import Domain

/// Pauses an enrolment that no tick can work on and records why, so that it never stops a page (docs/correctness.md).
public struct ParkEnrolment: Statement {
  public static let sql = """
    with parked as (
      update rekindle.campaign_enrollments e set status = 'paused', next_due_at = null
       where e.id = $1 and e.status = 'active' returning e.id)
    insert into rekindle.anomalies (kind, enrollment_id, detail, created_at)
    select 'poison', p.id, $2, $3 from parked p
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
