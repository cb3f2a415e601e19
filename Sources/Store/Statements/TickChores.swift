public import Domain

/// What a tick has to do besides what is due.
public struct TickChores: Statement {
  public struct Row: Sendable {
    /// Whether somebody was enrolled since addresses were compared, or it is long ago.
    public let compares: Bool
    /// Whether a message of a cascade has fallen.
    public let hastens: Bool
    /// Whether a campaign's end has come.
    public let ends: Bool
    /// Whether somebody was told of a meeting lately.
    public let corrects: Bool
    /// Whether messages have prices.
    public let settles: Bool
    /// Whether a campaign's messages may stand in one letter with others.
    public let joins: Bool
    /// Whether something stands in a letter that has not left.
    public let leads: Bool
    /// Whether items of the worklist wait to be looked at.
    public let tends: Bool
  }

  public static let sql =
    "select c.compares, c.hastens, c.ends, c.corrects, c.settles, c.joins, c.leads, c.tends from rekindle.tick_chores($1) c"
  public static let columns = ["compares", "hastens", "ends", "corrects", "settles", "joins", "leads", "tends"]

  public var now: Instant

  public init(now: Instant) { self.now = now }

  public var binds: [Bind] { [.instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      compares: try cells.bool(0), hastens: try cells.bool(1), ends: try cells.bool(2), corrects: try cells.bool(3),
      settles: try cells.bool(4), joins: try cells.bool(5), leads: try cells.bool(6), tends: try cells.bool(7))
  }
}
