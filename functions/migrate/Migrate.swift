import Domain
import FunctionContract
import FunctionShell
import JSON
import Store

/// Applies the migrations of a folder, or with `{"dryRun": true}` only names what is pending.
@main
struct Migrate: FunctionHandler, ~Copyable {
  static let name = "migrate"
  static func main() { FunctionShell.run(Migrate.self) }

  private var database: Database

  init(environment: Environment) throws(HandlerFailure) {
    let timeouts = Timeouts(statement: .minutes(10), lock: .minutes(1))
    database = Database(
      ConnectionSettings(
        url: try environment.require("DATABASE_URL"), applicationName: Migrate.name, timeouts: timeouts))
  }

  mutating func handle(_ invocation: Invocation) throws(HandlerFailure) -> Reply {
    let order = try Order(invocation.input)
    do throws(MigrationError) {
      let migrator = Migrator(try MigrationFolder.read(order.path))
      return .done(result: try carryOut(order, migrator, at: invocation.now))
    } catch {
      throw HandlerFailure(error)
    }
  }

  private mutating func carryOut(
    _ order: Order, _ migrator: Migrator, at now: Instant
  ) throws(MigrationError) -> JSON {
    var outcome: Result<JSON, MigrationError> = .success([:])
    do throws(StoreError) {
      try database.withConnection { (connection) throws(StoreError) in
        outcome = Result { () throws(MigrationError) in
          order.isDryRun
            ? ["pending": Migrate.names(try migrator.pending(connection))]
            : ["applied": Migrate.names(try migrator.apply(connection, at: now))]
        }
      }
    } catch {
      throw .store(error)
    }
    return try outcome.get()
  }

  private static func names(_ migrations: [Migration]) -> JSON { .array(migrations.map { .string($0.file) }) }
}
