public import Domain

/// How course reminders stand in total: one row (REQ-0-72).
public struct CourseReminderOverview: Statement {
  public struct Row: Sendable {
    public let active: Int
    public let completed: Int
    public let unsubscribed: Int
    /// Percent over all episodes, 0 if there are none.
    public let averageCompletion: Double
    /// Messages by channel that a provider accepted, for channels that have some.
    public let sent: [Channel: Int]
    /// Messages of which nobody knows whether a provider accepted them; never among the sent.
    public let presumed: Int
  }

  public static let sql = """
    with sent as (
      select d.channel, count(*) filter (where d.status = 'sent') as messages,
             count(*) filter (where d.status = 'presumed_sent') as presumed
        from rekindle.message_deliveries d join rekindle.campaigns c on c.id = d.campaign_id and c.subject_type = 'course'
       where d.status in ('sent', 'presumed_sent') group by d.channel)
    select count(*) filter (where e.status = 'active') as active,
           count(*) filter (where e.status = 'completed') as completed,
           count(*) filter (where e.status = 'unsubscribed') as unsubscribed,
           coalesce(round(avg(coalesce(p.completion_percentage, 0)), 2), 0)::float8 as average_completion,
           coalesce((select array_agg(s.channel::text order by s.channel) from sent s), '{}') as channels,
           coalesce((select array_agg(s.messages order by s.channel) from sent s), '{}') as messages,
           coalesce((select sum(s.presumed) from sent s), 0)::bigint as presumed
      from rekindle.campaign_enrollments e
      join rekindle.campaigns c on c.id = e.campaign_id and c.subject_type = 'course'
      left join lms.user_course_progress p on p.user_id = e.user_id and p.course_id = e.subject_id
    """
  public static let columns = [
    "active", "completed", "unsubscribed", "average_completion", "channels", "messages", "presumed",
  ]

  public init() {}

  public var binds: [Bind] { [] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      active: try cells.int(0), completed: try cells.int(1), unsubscribed: try cells.int(2),
      averageCompletion: try cells.double(3), sent: try cells.counts(4, 5),
      presumed: try cells.int(6))
  }
}
