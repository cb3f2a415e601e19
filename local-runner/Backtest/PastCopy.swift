import Domain
import FunctionContract
import FunctionHost
import JSON
import Store

/// A copy of the database in which the past can be asked about: the campaign is published there, and `lms` shows what was known.
struct PastCopy {
  static let name = "rekindle_backtest"
  /// How long the campaign's queries may take for one day.
  private static let patience = Timeouts(statement: .minutes(2), lock: .minutes(1))

  /// The version that is asked about.
  let id: CampaignVersionID
  let campaign: Campaign
  private let server: PrivateServer

  /// - Parameter wanted: A campaign's folder, or the name of one in `campaigns` or in the database.
  init(_ workspace: Workspace, _ server: PrivateServer, of wanted: String) throws(RunnerError) {
    self.server = server
    try server.copyDatabase(PrivateServer.database, to: PastCopy.name)
    let slug = try CampaignPlace(workspace, wanted).publish(Deployment(workspace, server, database: PastCopy.name))
    let connection = try server.connection(database: PastCopy.name)
    guard let found = try connection.answers(to: FindPublished(slug: slug)).first else {
      throw RunnerError(.badEvent, "there is no campaign \(slug), neither a folder nor in the database")
    }
    (id, campaign) = (found.id, try found.campaign())
    try connection.script(Files.text(workspace.root + "/infra/database/past/past.sql"), named: "past.sql")
  }

  /// For the runner's own work.
  func connection() throws(RunnerError) -> Connection { try server.connection(database: PastCopy.name) }

  /// For the campaign's queries, which may take so long and no longer.
  func impatientConnection() throws(RunnerError) -> Connection {
    let url = try server.url(database: PastCopy.name)
    do throws(StoreError) {
      return try Connection(
        ConnectionSettings(url: url, applicationName: "local-runner", timeouts: PastCopy.patience))
    } catch {
      throw RunnerError(error)
    }
  }

  func drop() throws(RunnerError) { try server.dropDatabase(PastCopy.name) }
}
