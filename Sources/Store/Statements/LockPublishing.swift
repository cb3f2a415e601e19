/// Waits until no other process is publishing; the lock ends with the transaction.
public struct LockPublishing: Statement {
  public static let sql = "select pg_advisory_xact_lock(hashtextextended('rekindle publish', 0))::text as locked"
  public static let columns = ["locked"]
  public init() {}
  public var binds: [Bind] { [] }
  public static func row(_ cells: borrowing Cells) throws(StoreError) {}
}
