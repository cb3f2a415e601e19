import Domain
import FunctionContract
import FunctionShell
import JSON
import Store

/// Answers how campaigns do, why a learner was or was not written to, and metrics; it only reads.
@main
struct DashboardQuery: FunctionHandler, ~Copyable {
  static let name = "dashboard-query"

  private let keys: DashboardKeys
  private var database: Database

  static func main() { FunctionShell.run(DashboardQuery.self) }

  init(environment: Environment) throws(HandlerFailure) {
    keys = DashboardKeys(environment["DASHBOARD_KEYS"] ?? "")
    database = Database(
      ConnectionSettings(
        url: try environment.require("DATABASE_URL"), applicationName: DashboardQuery.name,
        timeouts: Timeouts(statement: .seconds(15))))
  }

  mutating func handle(_ invocation: Invocation) throws(HandlerFailure) -> Reply {
    guard case .http(let request, _) = invocation.input else {
      throw HandlerFailure(.badEvent, "Event.Type", "dashboard-query takes HTTP requests")
    }
    var response: HTTPResponse
    do throws(Problem) {
      response = try answer(request, now: invocation.now)
    } catch {
      response = try error.answer(to: request)
    }
    if request.method == "HEAD" { response.body = [] }
    return .http(response)
  }

  private mutating func answer(_ request: HTTPRequest, now: Instant) throws(Problem) -> HTTPResponse {
    let entry = Entrance(keys: keys, now: now)
    if let response = try entry.pass(request) { return response }
    let route = try Query(request)
    do throws(StoreError) {
      return try database.transaction(.readOnlySnapshot) { (connection) throws(StoreError) in
        let desk = Desk(now: now)
        return try desk.answer(route, connection)
      }
    } catch {
      throw .store(error)
    }
  }
}
