public import Domain

/// Records that a tracked link was asked for and tells where it leads; no row where there is no such code.
public struct FollowTrackedLink: Statement {
  public static let sql = "select target from rekindle.follow_link($1, $2, $3)"
  public static let columns = ["target"]
  public var code: String
  /// Whether a scanner, a preview or a proxy asked.
  public var isMachine: Bool
  public var now: Instant

  public init(code: String, isMachine: Bool, now: Instant) {
    self.code = code
    self.isMachine = isMachine
    self.now = now
  }

  public var binds: [Bind] { [.text(code), .bool(isMachine), .instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> String { try cells.text(0) }
}
