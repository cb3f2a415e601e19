import Domain
import FunctionContract
import FunctionShell
import JSON
import Store
import StoreShell

/// Brings the database to what a folder describes, or with `{"dryRun": true}` only names what is pending.
@main
struct Migrate: FunctionHandler, ~Copyable {
  static let name = "migrate"
  static func main() { FunctionShell.run(Migrate.self) }

  private var database: Database
  /// The deployment's zone, for learners and campaigns without their own; nil leaves it as it is.
  private let zone: String?

  init(environment: Environment) throws(HandlerFailure) {
    let timeouts = Timeouts(statement: .minutes(10), lock: .minutes(1))
    database = Database(
      ConnectionSettings(
        url: try environment.require("DATABASE_URL"), applicationName: Migrate.name, timeouts: timeouts))
    zone = environment["REKINDLE_TIME_ZONE"]
  }

  mutating func handle(_ invocation: Invocation) throws(HandlerFailure) -> Reply {
    let order = try DeployOrder(invocation.input, type: "deploy.migrate", path: "infra/database")
    let folder: DatabaseFolder
    let result: JSON
    do throws(MigrationError) {
      folder = try DatabaseFolder(reading: order.path)
      result = try carryOut(order, Migrator(folder), at: invocation.now)
    } catch {
      throw HandlerFailure(error)
    }
    if !order.isDryRun, folder.hasDeployment { try settleZone() }
    return .done(result: result)
  }

  /// Sets the deployment's zone, or makes sure that the server knows the one that is set.
  private mutating func settleZone() throws(HandlerFailure) {
    if let zone { return try setZone(zone) }
    guard try database.perform({ (database) throws(StoreError) in try database.first(FindLostZone()) }) == nil else {
      throw HandlerFailure(
        .configuration, "Configuration.Invalid",
        "this server does not know the deployment's time zone; set REKINDLE_TIME_ZONE to one that it knows")
    }
  }

  private mutating func setZone(_ zone: String) throws(HandlerFailure) {
    let isKnown = try database.perform { (database) throws(StoreError) in
      guard let known = try database.first(FindTimeZone(zone)) else { return false }
      try database.execute(SetDeploymentZone(zone: known))
      return true
    }
    guard isKnown else {
      throw HandlerFailure(
        .configuration, "Configuration.Invalid",
        "REKINDLE_TIME_ZONE must be a zone that PostgreSQL knows, such as Asia/Kolkata")
    }
  }

  private mutating func carryOut(
    _ order: DeployOrder, _ migrator: Migrator, at now: Instant
  ) throws(MigrationError) -> JSON {
    var outcome: Result<JSON, MigrationError> = .success([:])
    do throws(StoreError) {
      try database.withConnection { (connection) throws(StoreError) in
        outcome = Result { () throws(MigrationError) -> JSON in
          if order.isDryRun { return ["pending": Migrate.names(try migrator.pending(connection))] }
          let outcome = try migrator.apply(connection, at: now)
          return ["applied": Migrate.names(outcome.applied), "repaired": .bool(outcome.isRepaired)]
        }
      }
    } catch {
      throw .store(error)
    }
    return try outcome.get()
  }

  private static func names(_ files: [String]) -> JSON { .array(files.map(JSON.string)) }
}
