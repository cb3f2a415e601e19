public import Domain

/// Makes a campaign, or points it at a version, and returns its id; whether it is paused stays.
public struct PutCampaign: Statement {
  public static let sql = """
    insert into rekindle.campaigns as c (slug, title, class, topic, subject_type, current_version, created_at)
    values ($1, $2, $3, $4, $5, $6::int, $7)
    on conflict (slug) do update
      set title = excluded.title, class = excluded.class, topic = excluded.topic,
          subject_type = excluded.subject_type, current_version = excluded.current_version
    returning c.id
    """
  public static let columns = ["id"]

  let campaign: Campaign
  let version: Int
  let now: Instant

  public init(_ campaign: Campaign, version: Int, now: Instant) {
    self.campaign = campaign
    self.version = version
    self.now = now
  }

  public var binds: [Bind] {
    [
      .text(campaign.slug), .text(campaign.title), .text(campaign.messageClass.rawValue), .text(campaign.topic),
      .text(campaign.subject), .int(version), .instant(now),
    ]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
