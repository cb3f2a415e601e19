public import Domain

/// Records that the picture of a message was asked for, under the code of any of its links.
public struct RecordOpen: Statement {
  public static let sql = "select is_known from rekindle.record_open($1, $2, $3) as is_known"
  public static let columns = ["is_known"]
  public var code: String
  /// Whether a proxy or a scanner asked.
  public var isMachine: Bool
  public var now: Instant

  public init(code: String, isMachine: Bool, now: Instant) {
    self.code = code
    self.isMachine = isMachine
    self.now = now
  }

  public var binds: [Bind] { [.text(code), .bool(isMachine), .instant(now)] }

  /// Whether the code is known.
  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Bool { try cells.bool(0) }
}
