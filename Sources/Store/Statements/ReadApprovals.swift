public import Domain

/// Which WhatsApp messages of campaign versions may go out, as far as the approval of their texts goes.
public struct ReadApprovals: Statement {
  public struct Row: Sendable {
    public let version: CampaignVersionID
    public let message: String
    public let approval: Approval
  }

  public static let sql = """
    select a.campaign_id, a.version, a.message, a.approval
      from rekindle.message_approvals($1::int[], $2::int[]) a
    """
  public static let columns = ["campaign_id", "version", "message", "approval"]

  public var versions: [CampaignVersionID]

  public init(versions: [CampaignVersionID]) { self.versions = versions }

  public var binds: [Bind] { [.ints(versions.map(\.campaign)), .ints(versions.map(\.version))] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      version: CampaignVersionID(campaign: try cells.int(0), version: try cells.int(1)), message: try cells.text(2),
      approval: Approval(rawValue: try cells.text(3)) ?? .unapproved)
  }
}
