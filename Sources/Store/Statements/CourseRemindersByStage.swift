public import Domain

/// Active course reminders by the stage of their next email, ascending (REQ-0-73).
///
/// A message that may have been sent moves the stage, as it does for the planner. Reminders are as of the last roll-up, before the first
/// as of now.
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
    with counted as (
      select k.emails, k.channel, k.reminders, k.completion, k.sent, k.presumed from rekindle.reminder_counts k
      union all
      select n.emails, n.channel, n.reminders, n.completion, n.sent, n.presumed from rekindle.reminders_counted() n
       where not exists (select from rekindle.reminder_counts)),
    stages as (
      select 1 + width_bucket(c.emails, $1::bigint[]) as stage, c.channel, sum(c.reminders)::bigint as count,
             sum(c.completion) as completion, sum(c.sent)::bigint as sent, sum(c.presumed)::bigint as presumed
        from counted c group by 1, 2)
    select s.stage, sum(s.count)::bigint as count, round(sum(s.completion) / sum(s.count), 2)::float8 as average_completion,
           coalesce(array_agg(s.channel order by s.channel) filter (where s.channel <> ''), '{}') as channels,
           coalesce(array_agg(s.sent order by s.channel) filter (where s.channel <> ''), '{}') as messages,
           sum(s.presumed)::bigint as presumed
      from stages s group by s.stage order by s.stage
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
