public import Domain

/// The approved requests whose account the host is to be asked for now, marked as asked: again after two minutes, four, up to an
/// hour, until it answers.
public struct AskForAccounts: Statement {
  public struct Row: Sendable {
    /// The host's name of the request.
    public let submission: String
    public let adminID: Int
  }

  public static let sql = "select cta_submission_id, admin_id from rekindle.ask_for_accounts($1, $2)"
  public static let columns = ["cta_submission_id", "admin_id"]

  public var now: Instant
  public var limit: Int

  public init(now: Instant, limit: Int) {
    self.now = now
    self.limit = limit
  }

  public var binds: [Bind] { [.instant(now), .int(limit)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(submission: try cells.text(0), adminID: try cells.int(1))
  }
}
