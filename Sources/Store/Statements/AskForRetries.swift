public import Domain

/// The failed payments that the host is asked to try again now, marked as asked: each at most so many times, and one attempt until
/// something has come of it.
public struct AskForRetries: Statement {
  public static let sql = "select debt, request from rekindle.ask_for_retries($1, $2, $3, $4)"
  public static let columns = ["debt", "request"]

  public var now: Instant
  /// Where the last page ended; nil for the first.
  public var after: Int?
  /// Attempts that a payment is asked for in all.
  public var mostAttempts: Int
  public var limit: Int

  public init(now: Instant, after: Int?, mostAttempts: Int, limit: Int) {
    self.now = now
    self.after = after
    self.mostAttempts = mostAttempts
    self.limit = limit
  }

  public var binds: [Bind] { [.instant(now), .int(after), .int(mostAttempts), .int(limit)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> DebtRequest { try DebtRequest(cells) }
}
