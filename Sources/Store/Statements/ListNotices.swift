/// Notices of the current learner, the newest first.
public struct ListNotices: Statement {
  public static let sql = """
    select n.id, n.user_id, n.type, n.title, n.body, n.link, n.created_at, n.read_at from rekindle.notifications n
     where n.user_id = rekindle.current_learner() and (not $1 or n.read_at is null) and ($2::bigint is null or n.id < $2)
       and ($3 = '' or n.type = $3)
     order by n.id desc limit $4::int
    """
  public static let columns = ["id", "user_id", "type", "title", "body", "link", "created_at", "read_at"]

  /// Whether those that were read are left out.
  public var isUnread: Bool
  /// Only those before this one; nil begins with the newest.
  public var before: Int?
  /// Only this type; empty for all.
  public var type: String
  public var limit: Int

  public init(isUnread: Bool, before: Int?, type: String, limit: Int) {
    self.isUnread = isUnread
    self.before = before
    self.type = type
    self.limit = limit
  }

  public var binds: [Bind] { [.bool(isUnread), .int(before), .text(type), .int(limit)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Notice { try Notice(cells) }
}
