public import Domain

/// The channels that the deployment's campaigns write on: one row.
public struct ChannelsInUse: Statement {
  public static let sql = "select rekindle.channels_in_use() as channels"
  public static let columns = ["channels"]

  public init() {}

  public var binds: [Bind] { [] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> [Channel] { try cells.channels(0) }
}
