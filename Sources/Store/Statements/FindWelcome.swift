public import Domain

/// Whether a temporary password can be made under the link of a message; no row where the message is gone, no welcome to a new
/// account, or more than three days old.
public struct FindWelcome: Statement {
  /// Whether the account has its password already.
  public typealias Row = Bool

  public static let sql = "select is_set from rekindle.welcome($1, $2)"
  public static let columns = ["is_set"]

  public var deliveryID: Int
  public var now: Instant

  public init(deliveryID: Int, now: Instant) {
    self.deliveryID = deliveryID
    self.now = now
  }

  public var binds: [Bind] { [.int(deliveryID), .instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Bool { try cells.bool(0) }
}
