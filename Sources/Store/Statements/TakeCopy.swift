public import Domain
public import JSON

/// Everything that is known about the learner to whom a link was sent, which uses it up; no row where it does not work any more.
public struct TakeCopy: Statement {
  public static let sql = "select c.known from rekindle.take_copy($1, $2) c(known) where c.known is not null"
  public static let columns = ["known"]

  public var deliveryID: Int
  public var now: Instant

  public init(deliveryID: Int, now: Instant) {
    self.deliveryID = deliveryID
    self.now = now
  }

  public var binds: [Bind] { [.int(deliveryID), .instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> JSON { try cells.json(0) }
}
