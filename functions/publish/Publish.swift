import Campaigns
import Domain
import FunctionContract
import FunctionShell
import JSON
import Store
import StoreShell

/// Checks and compiles campaign folders and publishes what changed as new immutable versions: all of them or none.
@main
struct Publish: FunctionHandler, ~Copyable {
  static let name = "publish"
  static func main() { FunctionShell.run(Publish.self) }

  private var database: Database

  init(environment: Environment) throws(HandlerFailure) {
    let timeouts = Timeouts(statement: .minutes(1), lock: .minutes(1))
    database = Database(
      ConnectionSettings(
        url: try environment.require("DATABASE_URL"), applicationName: Publish.name, timeouts: timeouts))
  }

  mutating func handle(_ invocation: Invocation) throws(HandlerFailure) -> Reply {
    let order = try DeployOrder(invocation.input, type: "deploy.publish", path: "campaigns")
    let campaigns = try compile(order.path)
    var faults: [Diagnostic] = []
    var outcomes: [Publisher.Outcome] = []
    for campaign in campaigns { faults += try check(campaign, at: invocation.now) }
    if !faults.isEmpty { throw Publish.invalid(faults) }
    outcomes = try publish(campaigns, order, at: invocation.now)
    return .done(result: ["campaigns": .array(outcomes.map(\.json)), "dryRun": .bool(order.isDryRun)])
  }

  private func compile(_ path: String) throws(HandlerFailure) -> [CompiledCampaign] {
    var faults: [Diagnostic] = []
    var campaigns: [CompiledCampaign] = []
    do throws(Diagnostic) {
      for folder in try CampaignFolder.folders(at: path) {
        do throws(CampaignFaults) {
          campaigns.append(try CampaignCompiler.compile(folder))
        } catch {
          faults += error.diagnostics
        }
      }
    } catch {
      faults.append(error)
    }
    if !faults.isEmpty { throw Publish.invalid(faults) }
    return campaigns
  }

  /// Lets PostgreSQL check a campaign's queries, in a transaction that is rolled back.
  private mutating func check(
    _ campaign: CompiledCampaign, at now: Instant
  ) throws(HandlerFailure) -> [Diagnostic] {
    let publisher = Publisher(campaign, now: now)
    return try database.perform { (database) throws(StoreError) in
      try database.withConnection { (connection) throws(StoreError) in try publisher.faults(connection) }
    }
  }

  private mutating func publish(
    _ campaigns: [CompiledCampaign], _ order: DeployOrder, at now: Instant
  ) throws(HandlerFailure) -> [Publisher.Outcome] {
    try database.perform { (database) throws(StoreError) in
      try database.transaction { (connection) throws(StoreError) in
        _ = try connection.run(LockPublishing())
        var outcomes: [Publisher.Outcome] = []
        for campaign in campaigns {
          outcomes.append(
            try Publisher(campaign, now: now)
              .publish(connection, isDryRun: order.isDryRun, isDraft: order.isDraft))
        }
        return outcomes
      }
    }
  }

  private static func invalid(_ faults: [Diagnostic]) -> HandlerFailure {
    HandlerFailure(.badEvent, "Campaign.Invalid", CampaignFaults(faults).description)
  }
}
