import Store

/// Reads the names of all campaigns, also of those that have sent nothing.
struct ReadCampaigns: Statement {
  static let sql = "select c.slug from rekindle.campaigns c order by c.slug"
  static let columns = ["slug"]
  var binds: [Bind] { [] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> String { try cells.text(0) }
}
