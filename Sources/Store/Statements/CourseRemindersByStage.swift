/// Active course reminders by the stage of their next email, ascending (REQ-0-73).
public struct CourseRemindersByStage: Statement {
  public struct Row: Sendable {
    public let stage: Int
    public let count: Int
    public let averageCompletion: Double
    public let emails: Int
    public let sms: Int
  }

  public static let sql = """
    select n.stage, count(*) as count, coalesce(round(avg(n.completion_percentage), 2), 0)::float8 as average_completion,
           sum(n.email_count)::bigint as emails, sum(n.sms_count)::bigint as sms
      from rekindle.content_notifications n where n.status = 'active' group by n.stage order by n.stage
    """
  public static let columns = ["stage", "count", "average_completion", "emails", "sms"]

  public init() {}

  public var binds: [Bind] { [] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      stage: try cells.int(0), count: try cells.int(1), averageCompletion: try cells.double(2),
      emails: try cells.int(3), sms: try cells.int(4))
  }
}
