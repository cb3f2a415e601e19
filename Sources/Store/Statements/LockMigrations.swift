/// Waits until no other process is applying a migration; the lock ends with the transaction.
struct LockMigrations: Statement {
  static let sql = "select pg_advisory_xact_lock(7383658476)::text as locked"
  static let columns = ["locked"]
  var binds: [Bind] { [] }
  static func row(_ cells: borrowing Cells) throws(StoreError) {}
}
