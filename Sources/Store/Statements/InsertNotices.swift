public import Domain

/// Shows written messages to their learners in the app.
public struct InsertNotices: Statement {
  public struct Entry: Sendable {
    public var deliveryID: Int
    public var type: String
    public var title: String
    public var message: String
    public var link: String?

    public init(deliveryID: Int, type: String, title: String, message: String, link: String?) {
      self.deliveryID = deliveryID
      self.type = type
      self.title = title
      self.message = message
      self.link = link
    }
  }

  public static let sql = """
    select rekindle.insert_notices($1::bigint[], $2::text[], $3::text[], $4::text[], $5::text[], $6)::text as inserted
    """
  public static let columns = ["inserted"]

  public var entries: [Entry]
  public var now: Instant

  public init(_ entries: [Entry], now: Instant) {
    self.entries = entries
    self.now = now
  }

  public var binds: [Bind] {
    [
      .ints(entries.map(\.deliveryID)), .texts(entries.map(\.type)), .texts(entries.map(\.title)),
      .texts(entries.map(\.message)), .optionalTexts(entries.map(\.link)), .instant(now),
    ]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) {}
}
