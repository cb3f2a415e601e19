/// Whom a person means by an id, a name or an address: at most 20, the surest first.
public struct FindPeople: Statement {
  public struct Row: Sendable {
    public let id: Int
    /// First and last name; nil where the platform has none or no longer knows the learner.
    public let name: String?
  }

  public static let sql = "select p.user_id, p.name from rekindle.find_people($1) p"
  public static let columns = ["user_id", "name"]

  /// An id, a part of a name, an email address or a telephone number.
  public var words: String

  public init(words: String) { self.words = words }

  public var binds: [Bind] { [.text(words)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(id: try cells.int(0), name: try cells.optionalText(1))
  }
}
