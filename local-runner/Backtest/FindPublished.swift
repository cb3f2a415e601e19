import Domain
import FunctionContract
import JSON
import Store

/// The newest version of a campaign by its name.
struct FindPublished: Statement {
  struct Row: Sendable {
    var id: CampaignVersionID
    var definition: JSON

    func campaign() throws(RunnerError) -> Campaign {
      do throws(CampaignShapeError) {
        return try Campaign(json: definition)
      } catch {
        throw RunnerError(.software, "a published campaign cannot be read: \(error)")
      }
    }
  }

  static let sql = """
    select c.id, v.version, v.definition
      from rekindle.campaigns c
      join rekindle.campaign_versions v on v.campaign_id = c.id and v.version = c.current_version
     where c.slug = $1
    """
  static let columns = ["id", "version", "definition"]
  var slug: String
  var binds: [Bind] { [.text(slug)] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      id: CampaignVersionID(campaign: try cells.int(0), version: try cells.int(1)), definition: try cells.json(2))
  }
}
