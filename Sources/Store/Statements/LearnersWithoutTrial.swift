public import Domain

/// Of a page of episodes that began in the last two days, in their order, who lacks the fact that the campaign's request waits for.
///
/// Nobody of the comparison group, nobody whose goal is met or who cannot be written to.
public struct LearnersWithoutTrial: Statement {
  public struct Row: Sendable {
    public let enrolmentID: Int
    public let userID: Int
    public let isLacking: Bool
  }

  public static let sql = """
    with entered as materialized (
      select e.id, e.version, e.user_id, e.subject_id
        from rekindle.campaign_enrollments e
       where e.campaign_id = $1::int and e.status = 'active' and not e.is_holdout
         and e.enrolled_at <= $2 and e.enrolled_at > $2 - interval '2 days' and e.id > $4::bigint
       order by e.id limit $5::int),
    states as materialized (
      select n.version, s.user_id, s.subject_id, s.fault is null and s.is_relevant and s.goal_at is null
             and not coalesce((s.facts->>$3)::boolean, false) as is_lacking
        from (select v.version, array_agg(v.user_id order by v.id) as learners, array_agg(v.subject_id order by v.id) as subjects
                from entered v group by v.version) n
       cross join lateral rekindle.campaign_state($1::int, n.version, $2, n.learners, n.subjects) s)
    select n.id, n.user_id, coalesce(s.is_lacking, false) as is_lacking
      from entered n
      left join states s on s.version = n.version and s.user_id = n.user_id and s.subject_id = n.subject_id
     order by n.id
    """
  public static let columns = ["id", "user_id", "is_lacking"]

  public var campaign: Int
  public var now: Instant
  public var fact: String
  /// Only episodes after this one.
  public var after: Int
  public var limit: Int

  public init(campaign: Int, now: Instant, fact: String, after: Int, limit: Int) {
    self.campaign = campaign
    self.now = now
    self.fact = fact
    self.after = after
    self.limit = limit
  }

  public var binds: [Bind] { [.int(campaign), .instant(now), .text(fact), .int(after), .int(limit)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(enrolmentID: try cells.int(0), userID: try cells.int(1), isLacking: try cells.bool(2))
  }
}
