public import Domain

/// Completes the campaigns whose end has come and returns how many episodes that ended.
public struct EndCampaigns: Statement {
  public static let sql = "select ended from rekindle.end_campaigns($1) as ended"
  public static let columns = ["ended"]
  public var now: Instant

  public init(now: Instant) { self.now = now }

  public var binds: [Bind] { [.instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
