public import Domain

/// Writes the suppression that a provider's answer to a send implies: opted out there, or a dead address.
public struct RefuseAddress: Statement {
  public static let sql = "select rekindle.refuse_address($1, $2, $3)::text as refused"
  public static let columns = ["refused"]

  public var deliveryID: Int
  /// Whether the learner told the provider to stop; otherwise the address is dead.
  public var isOptOut: Bool
  public var now: Instant

  public init(deliveryID: Int, isOptOut: Bool, now: Instant) {
    self.deliveryID = deliveryID
    self.isOptOut = isOptOut
    self.now = now
  }

  public var binds: [Bind] { [.int(deliveryID), .bool(isOptOut), .instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) {}
}
