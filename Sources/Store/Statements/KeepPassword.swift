public import Domain

/// Keeps the hash of a temporary password until the host has it, in the place of one before; false where one is set already, and
/// the new one must not be shown.
public struct KeepPassword: Statement {
  public typealias Row = Bool

  public static let sql = "select rekindle.keep_password($1, $2, $3) as is_kept"
  public static let columns = ["is_kept"]

  public var deliveryID: Int
  public var hash: String
  public var now: Instant

  public init(deliveryID: Int, hash: String, now: Instant) {
    self.deliveryID = deliveryID
    self.hash = hash
    self.now = now
  }

  public var binds: [Bind] { [.int(deliveryID), .text(hash), .instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Bool { try cells.bool(0) }
}
