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
    with courses as materialized (select c.id from rekindle.campaigns c where c.subject_type = 'course'),
    sent as materialized (
      select t.channel, sum(t.sent)::bigint as messages, sum(t.presumed)::bigint as presumed
        from rekindle.message_sums($1) t
       where t.campaign_id in (select c.id from courses c) group by t.channel having sum(t.sent + t.presumed) > 0),
    episodes as (
      select n.status, n.episodes, n.completion from rekindle.episode_counts n where n.campaign_id in (select c.id from courses c)
      union all
      select u.status, count(*), coalesce(sum(p.completion_percentage), 0)
        from rekindle.episodes_uncounted() u
        left join lms.user_course_progress p on p.user_id = u.user_id and p.course_id = u.subject_id
       where u.campaign_id in (select c.id from courses c) group by 1)
    select coalesce(sum(e.episodes) filter (where e.status = 'active'), 0)::bigint as active,
           coalesce(sum(e.episodes) filter (where e.status = 'completed'), 0)::bigint as completed,
           coalesce(sum(e.episodes) filter (where e.status = 'unsubscribed'), 0)::bigint as unsubscribed,
           coalesce(round(sum(e.completion) / sum(e.episodes), 2), 0)::float8 as average_completion,
           coalesce((select array_agg(s.channel order by s.channel) from sent s), '{}') as channels,
           coalesce((select array_agg(s.messages order by s.channel) from sent s), '{}') as messages,
           coalesce((select sum(s.presumed) from sent s), 0)::bigint as presumed
      from episodes e
    """
  public static let columns = [
    "active", "completed", "unsubscribed", "average_completion", "channels", "messages", "presumed",
  ]

  public var now: Instant

  public init(now: Instant) { self.now = now }

  public var binds: [Bind] { [.instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      active: try cells.int(0), completed: try cells.int(1), unsubscribed: try cells.int(2),
      averageCompletion: try cells.double(3), sent: try cells.counts(4, 5),
      presumed: try cells.int(6))
  }
}
