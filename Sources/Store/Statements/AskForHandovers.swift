public import Domain

/// The instalments that the host is asked to hand over to a person: everything was written about them, and they are open.
public struct AskForHandovers: Statement {
  public static let sql = "select instalment_id, request from rekindle.ask_for_handovers($1, $2, $3)"
  public static let columns = ["instalment_id", "request"]

  public var now: Instant
  /// Where the last page ended; nil for the first.
  public var after: Int?
  public var limit: Int

  public init(now: Instant, after: Int?, limit: Int) {
    self.now = now
    self.after = after
    self.limit = limit
  }

  public var binds: [Bind] { [.instant(now), .int(after), .int(limit)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> DebtRequest { try DebtRequest(cells) }
}
