public import Domain

/// One learner's course reminders, the latest message first, unwritten ones last (REQ-0-76, X-98).
public struct LearnerReminders: Statement {
  public struct Row: Sendable {
    /// A UUID.
    public let id: String
    public let courseName: String
    public let status: String
    public let stage: Int
    public let completion: Double
    public let emails: Int
    public let sms: Int
    public let lastSentAt: Instant?
    public let nextDueAt: Instant?
  }

  public static let sql = """
    select n.id, coalesce(c.name, 'Course ' || n.course_id) as course_name, n.status, n.stage,
           n.completion_percentage::float8 as completion, n.email_count, n.sms_count, n.last_reminder_sent_at,
           n.next_reminder_due_at
      from rekindle.content_notifications n left join lms.courses c on c.course_id = n.course_id
     where n.user_id = $1 order by n.last_reminder_sent_at desc nulls last, n.enrollment_id desc limit 500
    """
  public static let columns = [
    "id", "course_name", "status", "stage", "completion", "email_count", "sms_count", "last_reminder_sent_at",
    "next_reminder_due_at",
  ]

  public var userID: Int

  public init(userID: Int) { self.userID = userID }

  public var binds: [Bind] { [.int(userID)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      id: try cells.text(0), courseName: try cells.text(1), status: try cells.text(2), stage: try cells.int(3),
      completion: try cells.double(4), emails: try cells.int(5), sms: try cells.int(6),
      lastSentAt: try cells.optionalInstant(7), nextDueAt: try cells.optionalInstant(8))
  }
}
