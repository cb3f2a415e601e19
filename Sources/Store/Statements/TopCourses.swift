/// The courses with the most active reminders (REQ-0-75).
public struct TopCourses: Statement {
  public struct Row: Sendable {
    public let courseID: Int
    public let courseName: String
    public let active: Int
    public let averageCompletion: Double
    public let emails: Int
    public let sms: Int
  }

  public static let sql = """
    select n.course_id, coalesce(c.name, 'Course ' || n.course_id) as course_name,
           count(*) filter (where n.status = 'active') as active,
           coalesce(round(avg(n.completion_percentage), 2), 0)::float8 as average_completion,
           sum(n.email_count)::bigint as emails, sum(n.sms_count)::bigint as sms
      from rekindle.content_notifications n left join lms.courses c on c.course_id = n.course_id
     group by n.course_id, c.name order by active desc, n.course_id limit $1
    """
  public static let columns = ["course_id", "course_name", "active", "average_completion", "emails", "sms"]

  public var limit: Int

  public init(limit: Int) { self.limit = limit }

  public var binds: [Bind] { [.int(limit)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      courseID: try cells.int(0), courseName: try cells.text(1), active: try cells.int(2),
      averageCompletion: try cells.double(3), emails: try cells.int(4), sms: try cells.int(5))
  }
}
