public import Domain

/// One learner's course reminders, the latest message first, unwritten ones last (REQ-0-76, X-98).
public struct LearnerReminders: Statement {
  public struct Row: Sendable {
    /// The UUID by which `rekindle.content_notifications` knows the episode.
    public let id: String
    public let courseName: String
    public let status: String
    public let stage: Int
    public let completion: Double
    public let lastSentAt: Instant?
    public let nextDueAt: Instant?
    /// Messages by channel that a provider accepted, for channels that have some.
    public let sent: [Channel: Int]
    /// Messages of which nobody knows whether a provider accepted them; never among the sent.
    public let presumed: Int
  }

  public static let sql = """
    with sent as (
      select d.enrollment_id, d.channel, count(*) as messages, count(*) filter (where d.status = 'presumed_sent') as presumed,
             max(d.sent_at) filter (where d.status = 'sent') as last_at
        from rekindle.campaign_enrollments e join rekindle.message_deliveries d on d.enrollment_id = e.id
       where e.user_id = $1 and d.status in ('sent', 'presumed_sent') group by d.enrollment_id, d.channel),
    totals as (
      select s.enrollment_id, array_agg(s.channel::text order by s.channel) as channels,
             array_agg(s.messages - s.presumed order by s.channel) as messages, sum(s.presumed)::bigint as presumed,
             max(s.last_at) as last_at,
             coalesce(max(s.messages) filter (where s.channel = 'email'), 0) as emails
        from sent s group by s.enrollment_id)
    select lpad(to_hex(e.id), 32, '0')::uuid as id, coalesce(l.name, 'Course ' || e.subject_id) as course_name, e.status,
           1 + width_bucket(coalesce(t.emails, 0), $2::bigint[]) as stage,
           coalesce(p.completion_percentage, 0)::float8 as completion, t.last_at as last_sent_at, e.next_due_at,
           coalesce(t.channels, '{}') as channels, coalesce(t.messages, '{}') as messages,
           coalesce(t.presumed, 0) as presumed
      from rekindle.campaign_enrollments e
      join rekindle.campaigns c on c.id = e.campaign_id and c.subject_type = 'course'
      left join totals t on t.enrollment_id = e.id
      left join lms.courses l on l.course_id = e.subject_id
      left join lms.user_course_progress p on p.user_id = e.user_id and p.course_id = e.subject_id
     where e.user_id = $1 order by t.last_at desc nulls last, e.id desc limit 500
    """
  public static let columns = [
    "id", "course_name", "status", "stage", "completion", "last_sent_at", "next_due_at", "channels", "messages",
    "presumed",
  ]

  public var userID: Int

  public init(userID: Int) { self.userID = userID }

  public var binds: [Bind] { [.int(userID), .ints(ReminderStage.starts)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      id: try cells.text(0), courseName: try cells.text(1), status: try cells.text(2), stage: try cells.int(3),
      completion: try cells.double(4), lastSentAt: try cells.optionalInstant(5),
      nextDueAt: try cells.optionalInstant(6), sent: try cells.counts(7, 8), presumed: try cells.int(9))
  }
}
