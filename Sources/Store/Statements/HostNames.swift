/// Who and what statements mean among the host's data; what is unknown or has two meanings has no row.
public struct HostNames: Statement {
  /// One name.
  public struct Row: Sendable {
    /// `mailbox`, `account` or `activity`.
    public let kind: String
    public let name: String
    /// The learner, or the course.
    public let id: Int
    /// Whether an activity is the course itself.
    public let isWhole: Bool
  }

  public static let sql = """
    select kind, name, id, is_whole from rekindle.host_names($1::text[], $2::text[], $3::text[])
    """
  public static let columns = ["kind", "name", "id", "is_whole"]

  public var mailboxes: [String]
  public var accounts: [String]
  public var activities: [String]

  public init(mailboxes: [String], accounts: [String], activities: [String]) {
    self.mailboxes = mailboxes
    self.accounts = accounts
    self.activities = activities
  }

  public var binds: [Bind] { [.texts(mailboxes), .texts(accounts), .texts(activities)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(kind: try cells.text(0), name: try cells.text(1), id: try cells.int(2), isWhole: try cells.bool(3))
  }
}
