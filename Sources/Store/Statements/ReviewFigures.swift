public import Domain

/// What went out in the week before a Monday, by campaign and channel.
public struct ReviewFigures: Statement {
  public struct Row: Sendable {
    public let title: String
    public let channel: Channel
    public let sent: Int
    public let delivered: Int
    public let opened: Int
    public let clicked: Int
    public let complained: Int
    /// People written to, and those of them who said no afterwards.
    public let learners: Int
    public let optOuts: Int
    /// In the deployment's currency; nil where nothing had a price.
    public let cost: Double?
  }

  public static let sql = """
    select f.title, f.channel, f.sent, f.delivered, f.opened, f.clicked, f.complained, f.learners, f.opt_outs,
           round(f.cost, 2)::float8 as cost
      from rekindle.review_figures($1::text::date) f
    """
  public static let columns = [
    "title", "channel", "sent", "delivered", "opened", "clicked", "complained", "learners", "opt_outs", "cost",
  ]

  public var monday: String

  public init(monday: String) { self.monday = monday }

  public var binds: [Bind] { [.text(monday)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      title: try cells.text(0), channel: try cells.channel(1), sent: try cells.int(2), delivered: try cells.int(3),
      opened: try cells.int(4), clicked: try cells.int(5), complained: try cells.int(6), learners: try cells.int(7),
      optOuts: try cells.int(8), cost: try cells.optionalDouble(9))
  }
}
