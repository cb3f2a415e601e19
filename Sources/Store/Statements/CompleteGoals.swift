public import Domain

/// Closes the live enrolments whose goal is met, whatever their campaign and version: of some learners or of all.
///
/// An episode whose messages were used up ends anew: its goal counts on the day on which it was found.
/// A goal that fails for one of them is an anomaly and keeps no other from being closed. Rows that a tick is holding are left for the next run; the tick and the claim see the goal themselves.
public struct CompleteGoals: Statement {
  public static let sql = """
    with met as materialized (
      select g.enrollment_id, g.fault from rekindle.campaign_goals_met($1, $2::bigint[]) g),
    failed as (
      insert into rekindle.anomalies (kind, enrollment_id, detail, created_at)
      select 'goal_failed', m.enrollment_id, m.fault, $1 from met m
       where m.fault is not null and not exists (
         select from rekindle.anomalies o
          where o.resolved_at is null and o.kind = 'goal_failed' and o.detail = m.fault
            and o.enrollment_id is not distinct from m.enrollment_id)),
    locked as materialized (
      select e.id from rekindle.campaign_enrollments e join met on met.enrollment_id = e.id and met.fault is null
       where e.status in ('active', 'paused', 'exhausted') order by e.id for no key update of e skip locked)
    update rekindle.campaign_enrollments e
       set status = 'completed', end_reason = 'goal_reached', ended_at = $1, next_due_at = null
      from locked where e.id = locked.id
    """

  public var now: Instant
  /// Only these learners'; nil closes everybody's.
  public var learners: [Int]?

  public init(now: Instant, learners: [Int]? = nil) {
    self.now = now
    self.learners = learners
  }

  public var binds: [Bind] { [.instant(now), learners.map(Bind.ints) ?? .null] }
}
