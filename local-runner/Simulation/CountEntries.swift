import Store

/// Counts who entered each campaign.
struct CountEntries: Statement {
  static let sql = """
    select c.slug, count(*)::int as n
      from rekindle.campaign_enrollments e join rekindle.campaigns c on c.id = e.campaign_id
     group by c.slug order by c.slug
    """
  static let columns = ["slug", "n"]
  var binds: [Bind] { [] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> (campaign: String, count: Int) {
    (try cells.text(0), try cells.int(1))
  }
}
