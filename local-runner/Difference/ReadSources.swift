import JSON
import Store

/// Reads the files of a campaign's current version, and its number.
struct ReadSources: Statement {
  static let sql = """
    select c.current_version as version, coalesce(s.files, '{}') as files
      from rekindle.campaigns c
      left join rekindle.campaign_sources s on s.campaign_id = c.id and s.version = c.current_version
     where c.slug = $1
    """
  static let columns = ["version", "files"]
  var campaign: String
  var binds: [Bind] { [.text(campaign)] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> (version: Int, files: [String: String]) {
    (try cells.int(0), try cells.json(1).object?.compactMapValues(\.string) ?? [:])
  }
}
