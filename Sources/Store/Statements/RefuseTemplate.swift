public import Domain

/// Writes what a provider's answer to a send says about the message's template: `paused`, `disabled` or `rejected`.
public struct RefuseTemplate: Statement {
  public static let sql = "select rekindle.refuse_template($1, $2, $3, $4) as status"
  public static let columns = ["status"]

  public var deliveryID: Int
  public var status: String
  /// The provider's code.
  public var reason: String
  public var now: Instant

  public init(deliveryID: Int, status: String, reason: String, now: Instant) {
    self.deliveryID = deliveryID
    self.status = status
    self.reason = reason
    self.now = now
  }

  public var binds: [Bind] { [.int(deliveryID), .text(status), .text(reason), .instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) {}
}
