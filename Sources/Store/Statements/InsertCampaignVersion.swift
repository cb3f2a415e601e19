public import Domain
public import JSON

/// Stores a version, which never changes afterwards.
public struct InsertCampaignVersion: Statement {
  public static let sql = """
    insert into rekindle.campaign_versions (campaign_id, version, content_hash, definition, messages, published_at)
    values ($1::int, $2::int, $3, $4::jsonb, $5::jsonb, $6)
    """

  let campaign: Int
  let version: Int
  let contentHash: String
  let definition: JSON
  let messages: JSON
  let now: Instant

  public init(campaign: Int, version: Int, contentHash: String, definition: JSON, messages: JSON, now: Instant) {
    self.campaign = campaign
    self.version = version
    self.contentHash = contentHash
    self.definition = definition
    self.messages = messages
    self.now = now
  }

  public var binds: [Bind] {
    [
      .int(campaign), .int(version), .text(contentHash), .json(definition), .json(messages), .instant(now),
    ]
  }
}
