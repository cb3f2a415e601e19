public import Domain
public import JSON

/// A published version's rules and compiled messages.
public struct ReadMessages: Statement {
  public static let sql = """
    select v.definition, v.messages from rekindle.campaign_versions v where v.campaign_id = $1 and v.version = $2
    """
  public static let columns = ["definition", "messages"]

  public var id: CampaignVersionID

  public init(id: CampaignVersionID) { self.id = id }

  public var binds: [Bind] { [.int(id.campaign), .int(id.version)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> (campaign: Campaign, messages: JSON) {
    (try cells.campaign(0), try cells.json(1))
  }
}
