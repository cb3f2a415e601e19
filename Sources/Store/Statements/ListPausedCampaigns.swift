/// The titles of campaigns that are paused.
public struct ListPausedCampaigns: Statement {
  public static let sql = "select c.title from rekindle.campaigns c where c.status = 'paused' order by c.title, c.slug"
  public static let columns = ["title"]

  public init() {}

  public var binds: [Bind] { [] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> String { try cells.text(0) }
}
