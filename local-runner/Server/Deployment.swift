import Domain
import FunctionContract
import FunctionHost
import JSON
import Processes
import Store

/// Brings the database to what the project's files say: schema, campaigns, and the runner's own tables.
struct Deployment {
  private let workspace: Workspace
  private let server: PrivateServer
  private let database: String

  init(_ workspace: Workspace, _ server: PrivateServer, database: String = PrivateServer.database) {
    self.workspace = workspace
    self.server = server
    self.database = database
  }

  /// Applies migrations and makes the runner's own tables; does nothing where nothing has changed.
  func deploy() throws(RunnerError) {
    try run("migrate", "deploy.migrate", ["path": .string(workspace.root + "/infra/database")], role: nil)
    try RunnerSchema.make(server.connection(database: database))
  }

  /// Publishes the campaigns at `path`, or tells what would be published; the reply's row for each of them.
  func publish(_ path: String, isCheck: Bool = false, isDraft: Bool = false) throws(RunnerError) -> [JSON] {
    let data: JSON = ["path": .string(path), "dryRun": .bool(isCheck), "draft": .bool(isDraft)]
    let campaigns = try run("publish", "deploy.publish", data, role: "rekindle_owner")?["campaigns"]?.array ?? []
    if !isCheck { try approveTemplates() }
    return campaigns
  }

  private func approveTemplates() throws(RunnerError) {
    let connection = try server.connection(database: database)
    do throws(StoreError) { try connection.execute(ApproveTemplates()) } catch { throw RunnerError(error) }
  }

  /// Publishes the shipped campaigns at `path` in the project, one or the folder of all, where the database has none yet.
  func publishSampleCampaigns(_ path: String) throws(RunnerError) {
    let connection = try server.connection(database: database)
    do throws(StoreError) {
      if try !connection.texts("select from rekindle.campaigns limit 1").isEmpty { return }
    } catch {
      throw RunnerError(error)
    }
    if Files.exists(workspace.root + "/" + path) { _ = try publish(workspace.root + "/" + path) }
  }

  /// Names of the migrations that are not yet applied.
  func pendingMigrations() throws(RunnerError) -> [String] {
    let data: JSON = ["path": .string(workspace.root + "/infra/database"), "dryRun": true]
    let result = try run("migrate", "deploy.migrate", data, role: nil)
    return result?["pending"]?.array?.compactMap(\.string) ?? []
  }

  @discardableResult
  private func run(_ name: String, _ type: String, _ data: JSON, role: String?) throws(RunnerError) -> JSON? {
    let url = try server.url(role: role, database: database)
    let log = LogCollector()
    let handlers = try HandlerSet(
      workspace,
      .init(
        mode: .perEvent, databaseURL: { _ in url }, environment: ["REKINDLE_TIME_ZONE": LocalSettings.timeZone],
        log: { log.append($1) }))
    let event = CloudEvent(
      id: "deploy-\(WallClock.now.microseconds)", source: "/local-runner", type: type, time: WallClock.now, data: data)
    let outcome = try handlers[name].invoke(event.json.bytes)
    let reply = try? JSON.parse(outcome.output)
    guard outcome.exitCode == 0 else {
      let reason = reply?["errorMessage"]?.string ?? log.last ?? outcome.summary
      throw RunnerError(
        ExitCode(rawValue: outcome.exitCode) ?? .software, name == "publish" ? reason : "\(name) failed: \(reason)")
    }
    return reply?["result"]
  }
}
