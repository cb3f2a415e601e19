public import Domain

/// Learners who entered a campaign in the last two days and for whom the fact does not hold that its request waits for.
///
/// Nobody of the comparison group, nobody whose goal is met or who cannot be written to; the first `limit`, by enrolment.
public struct LearnersWithoutTrial: Statement {
  public static let sql = """
    with entered as materialized (
      select e.version, array_agg(e.user_id order by e.id) as learners, array_agg(e.subject_id order by e.id) as subjects
        from rekindle.campaign_enrollments e
       where e.campaign_id = $1::int and e.status = 'active' and not e.is_holdout
         and e.enrolled_at <= $2 and e.enrolled_at > $2 - interval '2 days'
       group by e.version)
    select distinct s.user_id
      from entered n cross join lateral rekindle.campaign_state($1::int, n.version, $2, n.learners, n.subjects) s
     where s.fault is null and s.is_relevant and s.goal_at is null and not coalesce((s.facts->>$3)::boolean, false)
     order by s.user_id limit $4::int
    """
  public static let columns = ["user_id"]

  public var campaign: Int
  public var now: Instant
  public var fact: String
  public var limit: Int

  public init(campaign: Int, now: Instant, fact: String, limit: Int) {
    self.campaign = campaign
    self.now = now
    self.fact = fact
    self.limit = limit
  }

  public var binds: [Bind] { [.int(campaign), .instant(now), .text(fact), .int(limit)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
