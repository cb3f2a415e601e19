public import Domain

/// Closes the records of enrolments that were parked and are worked on again.
public struct ResolveParked: Statement {
  public static let sql = """
    update rekindle.anomalies a set resolved_at = $1
      from rekindle.campaign_enrollments e
     where a.kind = 'poison' and a.resolved_at is null and e.id = a.enrollment_id and e.defer_reason is distinct from 'parked'
    """

  public var now: Instant

  public init(now: Instant) { self.now = now }

  public var binds: [Bind] { [.instant(now)] }
}
