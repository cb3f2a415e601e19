public import Domain
public import JSON

/// A page of clients in the order of their ids, with what a list shows of each (REQ-3-36).
public struct FindClients: Statement {
  public struct Row: Sendable {
    public let id: Int
    public let name: String?
    public let email: String?
    /// `user`, `lead` or `guardian`.
    public let kind: String
    public let isActive: Bool
    public let tags: [String]
    /// Whether something is due and not paid.
    public let hasDebt: Bool
    /// Channels on which they have said no to something; `all` among them.
    public let optedOut: [String]
    /// Campaigns that are under way for them.
    public let campaigns: [String]
    public let lastMessageAt: Instant?
  }

  public static let sql = """
    select c.user_id, c.name, c.email, c.kind, c.is_active, c.tags, c.has_debt, c.opted_out, c.campaigns, c.last_message_at
      from rekindle.find_clients($1::jsonb, $2::bigint, $3::int, $4) c
    """
  public static let columns = [
    "user_id", "name", "email", "kind", "is_active", "tags", "has_debt", "opted_out", "campaigns", "last_message_at",
  ]

  /// What they must fit, of these: `q`, `tag`, `active`, `debt`, `campaign` with `state`, `opted_out`.
  public var criteria: JSON
  /// Only those with a greater id.
  public var after: Int
  public var limit: Int
  public var now: Instant

  public init(criteria: JSON, after: Int = .min, limit: Int, now: Instant) {
    self.criteria = criteria
    self.after = after
    self.limit = limit
    self.now = now
  }

  public var binds: [Bind] { [.json(criteria), .int(after), .int(limit), .instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      id: try cells.int(0), name: try cells.optionalText(1), email: try cells.optionalText(2),
      kind: try cells.text(3), isActive: try cells.bool(4), tags: try cells.texts(5), hasDebt: try cells.bool(6),
      optedOut: try cells.texts(7), campaigns: try cells.texts(8), lastMessageAt: try cells.optionalInstant(9))
  }
}
