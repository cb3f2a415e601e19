public import Domain

/// Does what was planned to many people, once; asked again it tells what came of it.
public struct DoClientAction: Statement {
  public struct Row: Sendable {
    /// People for whom it changed something.
    public let done: Int
    /// Those for whom it failed, and who stopped nobody else.
    public let failed: [Int]
  }

  public static let sql = "select d.done, d.failed from rekindle.do_client_action($1, $2::int, $3::int, $4, $5, $6) d"
  public static let columns = ["done", "failed"]

  public var token: String
  /// Which message of which version is sent; nil where the deed is another.
  public var message: (version: CampaignVersionID, name: String)?
  /// The name of the key.
  public var key: String
  public var now: Instant

  public init(token: String, message: (version: CampaignVersionID, name: String)?, key: String, now: Instant) {
    self.token = token
    self.message = message
    self.key = key
    self.now = now
  }

  public var binds: [Bind] {
    [
      .text(token), .int(message?.version.campaign), .int(message?.version.version), .text(message?.name), .text(key),
      .instant(now),
    ]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(done: try cells.int(0), failed: try cells.ints(1))
  }
}
