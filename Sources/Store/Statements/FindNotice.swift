/// The notice of the current learner that a host's request made before, by its key.
public struct FindNotice: Statement {
  public static let sql = """
    select n.id, n.user_id, n.type, n.title, n.body, n.link, n.created_at, n.read_at from rekindle.notifications n
     where n.user_id = rekindle.current_learner() and n.key = $1
    """
  public static let columns = ["id", "user_id", "type", "title", "body", "link", "created_at", "read_at"]

  public var key: String

  public init(key: String) { self.key = key }

  public var binds: [Bind] { [.text(key)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Notice { try Notice(cells) }
}
