public import Domain

/// What stands against writing to one learner.
public struct StandingSuppressions: Statement {
  public struct Row: Sendable {
    /// A channel, or `all`.
    public let channel: String
    /// `all`, `topic`, `campaign` or `subject`.
    public let scope: String
    public let cause: SuppressionCause
    public let since: Instant
  }

  public static let sql = """
    select s.channel, s.scope, s.reason, s.created_at from rekindle.suppressions s
     where s.user_id = $1 and s.lifted_at is null order by s.created_at, s.id
    """
  public static let columns = ["channel", "scope", "reason", "created_at"]

  public var userID: Int

  public init(userID: Int) { self.userID = userID }

  public var binds: [Bind] { [.int(userID)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    guard let cause = SuppressionCause(rawValue: try cells.text(2)) else {
      throw cells.mismatch(2, "a cause of a suppression")
    }
    return Row(channel: try cells.text(0), scope: try cells.text(1), cause: cause, since: try cells.instant(3))
  }
}
