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
    with live as materialized (
      select l.day, date_trunc('month', l.day::timestamp)::date as month from rekindle.live_from($1) l),
    about as materialized (select c.id from rekindle.campaigns c where c.subject_type = 'course'),
    courses as materialized (
      select e.subject_id as course_id, coalesce(sum(e.episodes) filter (where e.status = 'active'), 0)::bigint as active,
             round(sum(e.completion) / sum(e.episodes), 2)::float8 as average_completion
        from (
          select n.subject_id, n.status, n.episodes, n.completion from rekindle.episode_counts n
           where n.campaign_id in (select a.id from about a)
          union all
          select u.subject_id, u.status, count(*), coalesce(sum(p.completion_percentage), 0)
            from rekindle.episodes_uncounted() u
            left join lms.user_course_progress p on p.user_id = u.user_id and p.course_id = u.subject_id
           where u.campaign_id in (select a.id from about a) group by 1, 2) e
       group by e.subject_id order by active desc, e.subject_id limit $2),
    uncounted as materialized (
      select n.course_id, n.channel, n.sent, n.presumed from rekindle.newest_messages($1) n where n.course_id is not null),
    sent as (
      select m.course_id, m.channel, sum(m.sent)::bigint as messages, sum(m.presumed) as presumed
        from (
          select m.course_id, m.channel, m.sent, m.presumed
            from live l join courses k on true
            join rekindle.course_months m on m.course_id = k.course_id and m.month < l.month
          union all
          select a.course_id, a.channel, a.sent, a.presumed
            from live l join rekindle.course_analytics a on a.day >= l.month and a.day < l.day
            join courses k on k.course_id = a.course_id
          union all
          select u.course_id, u.channel, u.sent, u.presumed from courses k join uncounted u on u.course_id = k.course_id) m
       group by m.course_id, m.channel),
    totals as (
      select s.course_id, array_agg(s.channel order by s.channel) as channels, array_agg(s.messages order by s.channel) as messages,
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

  public var now: Instant
  public var limit: Int

  public init(now: Instant, limit: Int) {
    self.now = now
    self.limit = limit
  }

  public var binds: [Bind] { [.instant(now), .int(limit)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      courseID: try cells.int(0), courseName: try cells.text(1), active: try cells.int(2),
      averageCompletion: try cells.double(3), sent: try cells.counts(4, 5),
      presumed: try cells.int(6))
  }
}
