public import Domain

/// Takes what guardrails found: opens and ends incidents, pauses campaigns, and writes down what operators are told.
public struct NoteFigures: Statement {
  /// What a guardrail found about one subject.
  public struct Figure: Sendable {
    public var guardrail: String
    public var subject: String
    /// `beyond`, `within`, or `silent` where there is too little to judge by.
    public var state: String
    public var value: Double
    public var count: Int

    public init(guardrail: String, subject: String, state: String, value: Double, count: Int) {
      self.guardrail = guardrail
      self.subject = subject
      self.state = state
      self.value = value
      self.count = count
    }
  }

  /// How many incidents were opened and resolved, and how many campaigns were paused.
  public struct Row: Sendable {
    public let opened: Int
    public let resolved: Int
    public let paused: Int
  }

  public static let sql = """
    select n.opened, n.resolved, n.paused
      from rekindle.note_figures($1, $2::text[], $3::text[], $4::text[], $5::float8[], $6::bigint[], $7::text[], $8::int[]) n
    """
  public static let columns = ["opened", "resolved", "paused"]

  /// The end of the buckets that were looked at.
  public var until: Instant
  public var figures: [Figure]
  public var receivers: [NoticeReceiver]

  public init(until: Instant, figures: [Figure], receivers: [NoticeReceiver]) {
    self.until = until
    self.figures = figures
    self.receivers = receivers
  }

  public var binds: [Bind] {
    [
      .instant(until), .texts(figures.map(\.guardrail)), .texts(figures.map(\.subject)), .texts(figures.map(\.state)),
      .texts(figures.map { "\($0.value)" }), .ints(figures.map(\.count)), .texts(receivers.map(\.medium.rawValue)),
      .ints(receivers.map(\.place)),
    ]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(opened: try cells.int(0), resolved: try cells.int(1), paused: try cells.int(2))
  }
}
