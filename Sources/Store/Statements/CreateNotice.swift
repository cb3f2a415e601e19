public import Domain

/// Shows the current learner a notice of the host's, once for each key; no row where they have no place for notices, or where
/// the key is known.
public struct CreateNotice: Statement {
  public static let sql = """
    with created as (
      insert into rekindle.notifications (user_id, type, title, body, link, key, created_at)
      select r.user_id, $1, $2, $3, $4, $5, $6 from rekindle.reach r
       where r.user_id = rekindle.current_learner() and 'inapp' = any (r.channels)
      on conflict (user_id, key) do nothing
      returning id, user_id, type, title, body, link, created_at, read_at)
    select c.id, c.user_id, c.type, c.title, c.body, c.link, c.created_at, c.read_at from created c
    """
  public static let columns = ["id", "user_id", "type", "title", "body", "link", "created_at", "read_at"]

  public var type: String
  public var title: String
  public var message: String
  public var link: String?
  public var key: String?
  public var now: Instant

  public init(type: String, title: String, message: String, link: String?, key: String?, now: Instant) {
    self.type = type
    self.title = title
    self.message = message
    self.link = link
    self.key = key
    self.now = now
  }

  public var binds: [Bind] {
    [.text(type), .text(title), .text(message), .text(link), .text(key), .instant(now)]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Notice { try Notice(cells) }
}
