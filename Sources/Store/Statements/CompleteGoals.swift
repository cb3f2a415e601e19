public import Domain

/// Closes the live enrolments whose goal is met: of one learner or of all (X-26, REQ-0-36).
///
/// Rows that a tick is holding are left for the next run; the tick and the claim see the goal themselves.
public struct CompleteGoals: Statement {
  public static let sql = """
    with met as materialized (
      select g.enrollment_id from rekindle.campaign_goals_met($1, $2, $3, $4) g),
    locked as materialized (
      select e.id from rekindle.campaign_enrollments e join met on met.enrollment_id = e.id
       where e.status in ('active', 'paused', 'exhausted') order by e.id for no key update of e skip locked)
    update rekindle.campaign_enrollments e
       set status = 'completed', end_reason = 'goal_reached', ended_at = coalesce(e.ended_at, $3), next_due_at = null
      from locked where e.id = locked.id
    """

  public var id: CampaignVersionID
  public var now: Instant
  /// Only this learner's; nil closes everybody's.
  public var learner: Int?

  public init(id: CampaignVersionID, now: Instant, learner: Int? = nil) {
    self.id = id
    self.now = now
    self.learner = learner
  }

  public var binds: [Bind] { [.int(id.campaign), .int(id.version), .instant(now), .int(learner)] }
}
