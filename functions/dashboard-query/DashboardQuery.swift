import Access
import Domain
import FunctionContract
import FunctionShell
import Reports
import Store
import StoreShell

/// Answers how campaigns do, why a learner was or was not written to, and metrics; it only reads.
@main
struct DashboardQuery: FunctionHandler, ~Copyable {
  static let name = "dashboard-query"

  /// What stands behind a path.
  enum Target: Sendable {
    case door(Access.Door)
    case script(Script)
    case answer(@Sendable (Inquiry) throws(Problem) -> Inquiry.Question)
  }

  static let routes = Routes<Target>(
    [
      ("GET /dashboard", .answer(DashboardPage.ask)), ("GET /dashboard/explain", .answer(Explainer.ask)),
      ("GET /metrics", .answer(OpenMetrics.ask)), ("POST /dashboard/login", .door(.login)),
      ("POST /dashboard/logout", .door(.logout)), ("GET /dashboard/scripts/chart", .script(.chart)),
      ("GET /dashboard/scripts/plots", .script(.plots)),
    ] as [(Route, Target)] + Reports.all.map { ($0.route, .answer($0.ask)) })

  private let access: Access
  private var database: Database

  static func main() { FunctionShell.run(DashboardQuery.self) }

  init(environment: Environment) throws(HandlerFailure) {
    access = Access(
      keys: AccessKeys(environment["DASHBOARD_KEYS"] ?? ""), setting: "DASHBOARD_KEYS", home: "/dashboard",
      title: "Rekindle dashboard")
    database = Database(
      ConnectionSettings(
        url: try environment.require("DATABASE_URL"), applicationName: DashboardQuery.name,
        timeouts: Timeouts(statement: .seconds(15))))
  }

  mutating func handle(_ invocation: Invocation) throws(HandlerFailure) -> Reply {
    guard case .http(let request, _) = invocation.input else {
      throw HandlerFailure(.badEvent, "Event.Type", "dashboard-query takes HTTP requests")
    }
    var response = try answer(request.withFormatFromSuffix, now: invocation.now)
    if request.method == "HEAD" { response.body = [] }
    return .http(response)
  }

  private mutating func answer(_ request: HTTPRequest, now: Instant) throws(HandlerFailure) -> HTTPResponse {
    let question: Inquiry.Question
    do throws(Problem) {
      switch DashboardQuery.routes.match(request) {
      case .found(.door(let door), _): return try access.pass(door, request, now: now)
      case .found(.script(let script), _):
        try access.check(request, now: now)
        return script.response
      case .found(.answer(let ask), let path):
        try access.check(request, now: now)
        question = try ask(Inquiry(request, path: path, now: now))
      case .wrongMethod(let allow): throw .method(allow: allow)
      case .unknown:
        try access.check(request, now: now)
        throw .notFound(DashboardQuery.routes.all.filter { $0.method == "GET" }.map(\.path))
      }
    } catch {
      return refusal(error, of: request)
    }
    let route = DashboardQuery.routes.all.first { $0.parameters(method: "GET", path: request.rawPath) != nil }
    return try database.perform { (database) throws(StoreError) in
      let found = try database.transaction(.readOnlySnapshot, question)
      if !found.learners.isEmpty { try Self.note(found, route?.path ?? "", now, &database) }
      return found.response
    }
  }

  /// Whom somebody looked at stands in the trail before it is told; a key of the setting has no name of its own.
  private static func note(
    _ found: Inquiry.Finding, _ route: String, _ now: Instant, _ database: inout Database
  ) throws(StoreError) {
    try database.transaction { (connection) throws(StoreError) in
      for learner in found.learners {
        try connection.execute(
          AppendAudit(
            at: now, key: "DASHBOARD_KEYS", route: "GET \(route)", subject: "learner \(learner)",
            status: found.response.status))
      }
    }
  }

  /// A page for a person, who may have a key to give, and JSON for a program.
  private func refusal(_ problem: Problem, of request: HTTPRequest) -> HTTPResponse {
    guard request.rawPath == "/dashboard" || (try? Format(request)) == .html else { return problem.response }
    return problem.status == 401 ? access.form : problem.page(brand: "Rekindle")
  }
}
