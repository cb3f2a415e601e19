public import Domain

/// The hashes of temporary passwords that the host is to be told now, marked as told: again each two minutes until it has set them.
public struct TellPasswords: Statement {
  public struct Row: Sendable {
    /// The host's name of the request.
    public let submission: String
    public let userID: Int
    /// Of two passwords of one account the one with the higher number counts.
    public let number: Int
    public let hash: String
  }

  public static let sql = "select cta_submission_id, user_id, number, hash from rekindle.tell_passwords($1, $2)"
  public static let columns = ["cta_submission_id", "user_id", "number", "hash"]

  public var now: Instant
  public var limit: Int

  public init(now: Instant, limit: Int) {
    self.now = now
    self.limit = limit
  }

  public var binds: [Bind] { [.instant(now), .int(limit)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      submission: try cells.text(0), userID: try cells.int(1), number: try cells.int(2), hash: try cells.text(3))
  }
}
