public import Domain

/// The channels on which the learner of a delivery has agreed to messages: one row.
public struct AgreedChannels: Statement {
  public static let sql = "select rekindle.agreed_channels($1) as channels"
  public static let columns = ["channels"]
  public var deliveryID: Int

  public init(deliveryID: Int) { self.deliveryID = deliveryID }

  public var binds: [Bind] { [.int(deliveryID)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> [Channel] { try cells.channels(0) }
}
