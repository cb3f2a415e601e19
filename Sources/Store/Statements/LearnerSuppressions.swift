/// What stands against writing to one learner, the oldest first.
public struct LearnerSuppressions: Statement {
  public static let sql = """
    select s.channel, s.scope, s.reason, s.created_at from rekindle.suppressions s
     where s.user_id = $1 and s.lifted_at is null order by s.created_at, s.id
    """
  public static let columns = ["channel", "scope", "reason", "created_at"]

  public var userID: Int

  public init(userID: Int) { self.userID = userID }

  public var binds: [Bind] { [.int(userID)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Suppression { try Suppression(cells) }
}
