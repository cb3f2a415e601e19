public import Domain

/// Active course reminders by the stage of their next email, ascending (REQ-0-73).
///
/// A message that may have been sent moves the stage, as it does for the planner.
public struct CourseRemindersByStage: Statement {
  public struct Row: Sendable {
    public let stage: Int
    public let count: Int
    public let averageCompletion: Double
    /// Messages by channel that a provider accepted, for channels that have some.
    public let sent: [Channel: Int]
    /// Messages of which nobody knows whether a provider accepted them; never among the sent.
    public let presumed: Int
  }

  public static let sql = """
    with sent as (
      select d.enrollment_id, d.channel, count(*) as messages, count(*) filter (where d.status = 'presumed_sent') as presumed
        from rekindle.campaign_enrollments e
        join rekindle.campaigns c on c.id = e.campaign_id and c.subject_type = 'course'
        join rekindle.message_deliveries d on d.enrollment_id = e.id
       where e.status = 'active' and d.status in ('sent', 'presumed_sent') group by d.enrollment_id, d.channel),
    staged as materialized (
      select e.id, 1 + width_bucket(coalesce(s.messages, 0), $1::bigint[]) as stage,
             coalesce(p.completion_percentage, 0) as completion
        from rekindle.campaign_enrollments e
        join rekindle.campaigns c on c.id = e.campaign_id and c.subject_type = 'course'
        left join sent s on s.enrollment_id = e.id and s.channel = 'email'
        left join lms.user_course_progress p on p.user_id = e.user_id and p.course_id = e.subject_id
       where e.status = 'active'),
    totals as (
      select g.stage, s.channel, sum(s.messages - s.presumed)::bigint as messages, sum(s.presumed) as presumed
        from staged g join sent s on s.enrollment_id = g.id group by g.stage, s.channel)
    select g.stage, count(*) as count, round(avg(g.completion), 2)::float8 as average_completion,
           coalesce((select array_agg(t.channel::text order by t.channel) from totals t where t.stage = g.stage), '{}') as channels,
           coalesce((select array_agg(t.messages order by t.channel) from totals t where t.stage = g.stage), '{}') as messages,
           coalesce((select sum(t.presumed) from totals t where t.stage = g.stage), 0)::bigint as presumed
      from staged g group by g.stage order by g.stage
    """
  public static let columns = ["stage", "count", "average_completion", "channels", "messages", "presumed"]

  public init() {}

  public var binds: [Bind] { [.ints(ReminderStage.starts)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      stage: try cells.int(0), count: try cells.int(1), averageCompletion: try cells.double(2),
      sent: try cells.counts(3, 4), presumed: try cells.int(5))
  }
}
