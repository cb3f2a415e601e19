import JSON

/// Keeps the texts from which a version was compiled; a sample that has changed since is kept as it is now.
public struct PutCampaignSources: Statement {
  public static let sql = """
    insert into rekindle.campaign_sources as s (campaign_id, version, files) values ($1::int, $2::int, $3::jsonb)
    on conflict (campaign_id, version) do update set files = excluded.files where s.files <> excluded.files
    """

  let campaign: Int
  let version: Int
  let files: [String: String]

  /// `files` are texts by their path inside the campaign's folder.
  public init(campaign: Int, version: Int, files: [String: String]) {
    self.campaign = campaign
    self.version = version
    self.files = files
  }

  public var binds: [Bind] { [.int(campaign), .int(version), .json(.object(files.mapValues(JSON.string)))] }
}
