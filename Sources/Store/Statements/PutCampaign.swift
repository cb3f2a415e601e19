public import Domain

/// Makes a campaign, or points it at a version, and returns its id; what people said of it since stays.
public struct PutCampaign: Statement {
  public static let sql = """
    insert into rekindle.campaigns as c (slug, title, class, topic, subject_type, current_version, created_at, status)
    values ($1, $2, $3, $4, $5, $6::int, $7, $8)
    on conflict (slug) do update
      set title = excluded.title, class = excluded.class, topic = excluded.topic,
          subject_type = excluded.subject_type, current_version = excluded.current_version,
          revision = c.revision + 1
    returning c.id
    """
  public static let columns = ["id"]

  let campaign: Campaign
  let version: Int
  let now: Instant
  let isDraft: Bool

  /// `isDraft` counts for a campaign that is new: nobody enters it before it is approved.
  public init(_ campaign: Campaign, version: Int, isDraft: Bool, now: Instant) {
    self.campaign = campaign
    self.version = version
    self.now = now
    self.isDraft = isDraft
  }

  public var binds: [Bind] {
    [
      .text(campaign.slug), .text(campaign.title), .text(campaign.messageClass.rawValue), .text(campaign.topic),
      .text(campaign.subject), .int(version), .instant(now),
      .text(isDraft ? CampaignStatus.draft.rawValue : CampaignStatus.active.rawValue),
    ]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
