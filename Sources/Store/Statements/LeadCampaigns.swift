public import Domain

/// How lists of leads do, the newest first (REQ-1-64).
public struct LeadCampaigns: Statement {
  public struct Row: Sendable {
    public let id: Int
    /// The list's name, as its file has it.
    public let batch: String
    /// What its leads are offered; nil until somebody has said it, and nobody is written to before.
    public let title: String?
    /// `imported`, `running` or `completed`.
    public let status: String
    /// Leads that the list brought.
    public let total: Int
    /// Leads of earlier lists that stand in it too.
    public let duplicates: Int
    /// Leads who got a message at least, and those of whose messages one failed.
    public let emailed: Int
    public let failed: Int
    public let day3: Int
    public let day7: Int
    public let delivered: Int
    public let opened: Int
    public let clicked: Int
    public let unsubscribed: Int
    /// Leads who asked to take part after the first look at them.
    public let conversions: Int
    /// What the list and its messages have cost, in the deployment's currency; nil where nothing has a price.
    public let cost: Double?
    /// What the conversions are worth; nil where nobody has said what one is.
    public let value: Double?
    public let startedAt: Instant?
    public let updatedAt: Instant?
  }

  public static let sql = """
    select b.id, b.import_batch_id, b.title, b.status, b.total_leads, b.duplicates, b.emailed, b.failed, b.day3_sent, b.day7_sent,
           b.delivered, b.opened, b.clicked, b.unsubscribed, b.conversions, b.cost::float8 as cost, b.value::float8 as value,
           b.created_at, b.updated_at
      from rekindle.lead_campaigns b
     where $1::bigint is null or b.id = $1
     order by b.id desc
    """
  public static let columns = [
    "id", "import_batch_id", "title", "status", "total_leads", "duplicates", "emailed", "failed", "day3_sent",
    "day7_sent",
    "delivered", "opened", "clicked", "unsubscribed", "conversions", "cost", "value", "created_at", "updated_at",
  ]

  /// Only this list; nil reads all.
  public var id: Int?

  public init(id: Int? = nil) { self.id = id }

  public var binds: [Bind] { [.int(id)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      id: try cells.int(0), batch: try cells.text(1), title: try cells.optionalText(2), status: try cells.text(3),
      total: try cells.int(4), duplicates: try cells.int(5), emailed: try cells.int(6), failed: try cells.int(7),
      day3: try cells.int(8), day7: try cells.int(9), delivered: try cells.int(10), opened: try cells.int(11),
      clicked: try cells.int(12), unsubscribed: try cells.int(13), conversions: try cells.int(14),
      cost: try cells.optionalDouble(15), value: try cells.optionalDouble(16),
      startedAt: try cells.optionalInstant(17), updatedAt: try cells.optionalInstant(18))
  }
}
