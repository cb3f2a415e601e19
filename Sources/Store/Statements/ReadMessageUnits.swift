public import Domain

/// What the messages of campaign versions are paid by, and how many units each may take at most.
public struct ReadMessageUnits: Statement {
  public struct Row: Sendable {
    public let version: CampaignVersionID
    public let channel: Channel
    public let message: String
    public let unit: String
    public let units: Int
  }

  public static let sql = """
    select u.campaign_id, u.version, u.channel, u.message, u.unit, u.units
      from rekindle.message_units($1::int[], $2::int[]) u
    """
  public static let columns = ["campaign_id", "version", "channel", "message", "unit", "units"]

  public var versions: [CampaignVersionID]

  public init(versions: [CampaignVersionID]) { self.versions = versions }

  public var binds: [Bind] { [.ints(versions.map(\.campaign)), .ints(versions.map(\.version))] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      version: CampaignVersionID(campaign: try cells.int(0), version: try cells.int(1)), channel: try cells.channel(2),
      message: try cells.text(3), unit: try cells.text(4), units: try cells.int(5))
  }
}
