public import Domain

/// Closes the live enrolments whose goal is met, whatever their campaign and version: of one learner or of all.
///
/// Rows that a tick is holding are left for the next run; the tick and the claim see the goal themselves.
public struct CompleteGoals: Statement {
  public static let sql = """
    with met as materialized (
      select g.enrollment_id from rekindle.campaign_goals_met($1, $2) g),
    locked as materialized (
      select e.id from rekindle.campaign_enrollments e join met on met.enrollment_id = e.id
       where e.status in ('active', 'paused', 'exhausted') order by e.id for no key update of e skip locked)
    update rekindle.campaign_enrollments e
       set status = 'completed', end_reason = 'goal_reached', ended_at = coalesce(e.ended_at, $1), next_due_at = null
      from locked where e.id = locked.id
    """

  public var now: Instant
  /// Only this learner's; nil closes everybody's.
  public var learner: Int?

  public init(now: Instant, learner: Int? = nil) {
    self.now = now
    self.learner = learner
  }

  public var binds: [Bind] { [.instant(now), .int(learner)] }
}
