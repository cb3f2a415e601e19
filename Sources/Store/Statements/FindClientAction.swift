public import Domain
public import JSON

/// A deed to many people that was planned.
public struct FindClientAction: Statement {
  public struct Row: Sendable {
    public let deed: String
    public let details: JSON
    public let people: Int
    public let plannedBy: String
    public let plannedAt: Instant
    public let isDone: Bool
  }

  public static let sql = """
    select a.deed, a.details, cardinality(a.members) as people, a.planned_by, a.planned_at, a.done_at is not null as is_done
      from rekindle.client_actions a where a.token = $1
    """
  public static let columns = ["deed", "details", "people", "planned_by", "planned_at", "is_done"]

  public var token: String

  public init(token: String) { self.token = token }

  public var binds: [Bind] { [.text(token)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      deed: try cells.text(0), details: try cells.json(1), people: try cells.int(2), plannedBy: try cells.text(3),
      plannedAt: try cells.instant(4), isDone: try cells.bool(5))
  }
}
