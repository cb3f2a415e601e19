/// Marks the time zones that the server does not take any more; returns how many.
struct ForgetLostZones: Statement {
  static let sql = "select rekindle.forget_lost_zones() as lost"
  static let columns = ["lost"]
  var binds: [Bind] { [] }
  static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
