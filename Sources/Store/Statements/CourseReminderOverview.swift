/// How course reminders stand in total: one row (REQ-0-72).
public struct CourseReminderOverview: Statement {
  public struct Row: Sendable {
    public let active: Int
    public let completed: Int
    public let unsubscribed: Int
    public let emails: Int
    public let sms: Int
    /// Percent over all episodes, 0 if there are none.
    public let averageCompletion: Double
  }

  public static let sql = """
    select count(*) filter (where n.status = 'active') as active,
           count(*) filter (where n.status = 'completed') as completed,
           count(*) filter (where n.status = 'unsubscribed') as unsubscribed,
           coalesce(sum(n.email_count), 0)::bigint as emails, coalesce(sum(n.sms_count), 0)::bigint as sms,
           coalesce(round(avg(n.completion_percentage), 2), 0)::float8 as average_completion
      from rekindle.content_notifications n
    """
  public static let columns = ["active", "completed", "unsubscribed", "emails", "sms", "average_completion"]

  public init() {}

  public var binds: [Bind] { [] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      active: try cells.int(0), completed: try cells.int(1), unsubscribed: try cells.int(2), emails: try cells.int(3),
      sms: try cells.int(4), averageCompletion: try cells.double(5))
  }
}
