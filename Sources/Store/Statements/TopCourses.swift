public import Domain

/// The courses with the most active reminders (REQ-0-75).
public struct TopCourses: Statement {
  public struct Row: Sendable {
    public let courseID: Int
    public let courseName: String
    public let active: Int
    public let averageCompletion: Double
    /// Messages by channel that a provider accepted, for channels that have some.
    public let sent: [Channel: Int]
    /// Messages of which nobody knows whether a provider accepted them; never among the sent.
    public let presumed: Int
  }

  public static let sql = """
    with courses as materialized (
      select e.subject_id as course_id, count(*) filter (where e.status = 'active') as active,
             round(avg(coalesce(p.completion_percentage, 0)), 2)::float8 as average_completion
        from rekindle.campaign_enrollments e
        join rekindle.campaigns c on c.id = e.campaign_id and c.subject_type = 'course'
        left join lms.user_course_progress p on p.user_id = e.user_id and p.course_id = e.subject_id
       group by e.subject_id order by active desc, e.subject_id limit $1),
    sent as (
      select d.subject_id as course_id, d.channel, count(*) filter (where d.status = 'sent') as messages,
             count(*) filter (where d.status = 'presumed_sent') as presumed
        from rekindle.message_deliveries d join rekindle.campaigns c on c.id = d.campaign_id and c.subject_type = 'course'
       where d.subject_id in (select k.course_id from courses k) and d.status in ('sent', 'presumed_sent')
       group by d.subject_id, d.channel),
    totals as (
      select s.course_id, array_agg(s.channel::text order by s.channel) as channels, array_agg(s.messages order by s.channel) as messages,
             sum(s.presumed)::bigint as presumed
        from sent s group by s.course_id)
    select k.course_id, coalesce(l.name, 'Course ' || k.course_id) as course_name, k.active, k.average_completion,
           coalesce(t.channels, '{}') as channels, coalesce(t.messages, '{}') as messages, coalesce(t.presumed, 0) as presumed
      from courses k left join lms.courses l on l.course_id = k.course_id left join totals t on t.course_id = k.course_id
     order by k.active desc, k.course_id
    """
  public static let columns = [
    "course_id", "course_name", "active", "average_completion", "channels", "messages", "presumed",
  ]

  public var limit: Int

  public init(limit: Int) { self.limit = limit }

  public var binds: [Bind] { [.int(limit)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      courseID: try cells.int(0), courseName: try cells.text(1), active: try cells.int(2),
      averageCompletion: try cells.double(3), sent: try cells.counts(4, 5),
      presumed: try cells.int(6))
  }
}
