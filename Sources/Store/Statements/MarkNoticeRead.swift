public import Domain

/// Marks one notice of the current learner as read, once; no row where the learner has no such notice.
public struct MarkNoticeRead: Statement {
  public static let sql = """
    with marked as (
      update rekindle.notifications n set read_at = coalesce(n.read_at, $2)
       where n.id = $1 and n.user_id = rekindle.current_learner()
      returning n.id, n.user_id, n.type, n.title, n.body, n.link, n.created_at, n.read_at)
    select m.id, m.user_id, m.type, m.title, m.body, m.link, m.created_at, m.read_at from marked m
    """
  public static let columns = ["id", "user_id", "type", "title", "body", "link", "created_at", "read_at"]

  public var id: Int
  public var now: Instant

  public init(id: Int, now: Instant) {
    self.id = id
    self.now = now
  }

  public var binds: [Bind] { [.int(id), .instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Notice { try Notice(cells) }
}
