/// How many notices of the current learner are unread.
public struct CountUnreadNotices: Statement {
  public static let sql = "select rekindle.get_unread_notification_count() as unread"
  public static let columns = ["unread"]

  public init() {}

  public var binds: [Bind] { [] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
