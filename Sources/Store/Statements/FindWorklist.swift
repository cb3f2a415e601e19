public import Domain
public import JSON

/// Items of the worklist in the order in which they came, each with its learner, what it is about, and what was tried.
public struct FindWorklist: Statement {
  public struct Row: Sendable {
    public let id: Int
    /// The item's members as the API tells them.
    public let document: JSON
  }

  public static let sql = """
    select w.id, w.document from rekindle.find_worklist($1::bigint, $2, $3, $4, $5::bigint, $6::int, $7) w
    """
  public static let columns = ["id", "document"]

  /// One item, whatever its state; nil for those that fit the rest.
  public var item: Int?
  /// `open`, `taken`, `waiting` or `closed`; nil for all that stands.
  public var state: String?
  public var campaign: String?
  /// The name of the key that has taken it.
  public var holder: String?
  /// Only those with a greater id.
  public var after: Int
  public var limit: Int
  public var now: Instant

  public init(
    item: Int? = nil, state: String? = nil, campaign: String? = nil, holder: String? = nil, after: Int = .min,
    limit: Int, now: Instant
  ) {
    self.item = item
    self.state = state
    self.campaign = campaign
    self.holder = holder
    self.after = after
    self.limit = limit
    self.now = now
  }

  public var binds: [Bind] {
    [.int(item), .text(state), .text(campaign), .text(holder), .int(after), .int(limit), .instant(now)]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(id: try cells.int(0), document: try cells.json(1))
  }
}
