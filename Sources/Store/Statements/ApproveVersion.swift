public import Domain

/// Writes down who approved a version; the first approval stays.
public struct ApproveVersion: Statement {
  public static let sql = """
    insert into rekindle.campaign_approvals (campaign_id, version, approved_by, approved_at)
    values ($1::int, $2::int, $3, $4) on conflict (campaign_id, version) do nothing
    """

  public var campaign: Int
  public var version: Int
  /// The name of the key.
  public var key: String
  public var now: Instant

  public init(campaign: Int, version: Int, key: String, now: Instant) {
    self.campaign = campaign
    self.version = version
    self.key = key
    self.now = now
  }

  public var binds: [Bind] { [.int(campaign), .int(version), .text(key), .instant(now)] }
}
