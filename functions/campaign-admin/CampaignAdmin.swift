import Access
import Administration
import Domain
import FunctionContract
import FunctionShell
import Reports
import Store
import StoreShell

/// The API by which people run campaigns (docs/api.md) and its page: what it answers stands in the tables of `Administration`.
@main
struct CampaignAdmin: FunctionHandler, ~Copyable {
  static let name = "campaign-admin"

  /// What stands behind a path.
  enum Target: Sendable {
    case operation(Endpoint)
    case page(WordsPage.File)
    case desk(DeskPage.File)
  }

  static let routes = Routes<Target>(
    API.endpoints.map { ($0.route, .operation($0)) } + WordsPage.routes.map { ($0.route, .page($0.file)) }
      + DeskPage.routes.map { ($0.route, .desk($0.file)) })

  private let doorman: Doorman
  private var database: Database

  static func main() { FunctionShell.run(CampaignAdmin.self) }

  init(environment: Environment) throws(HandlerFailure) {
    doorman = Doorman(bootstrap: AccessKeys(environment["ADMIN_KEYS"] ?? ""))
    database = Database(
      ConnectionSettings(url: try environment.require("DATABASE_URL"), applicationName: CampaignAdmin.name))
  }

  mutating func handle(_ invocation: Invocation) throws(HandlerFailure) -> Reply {
    guard case .http(let request, _) = invocation.input else {
      throw HandlerFailure(.badEvent, "Event.Type", "campaign-admin takes HTTP requests")
    }
    var events: [CloudEvent] = []
    var response = try answer(request.withFormatFromSuffix, invocation, &events)
    if request.method == "HEAD" { response.body = [] }
    return .http(response, events: events)
  }

  private mutating func answer(
    _ request: HTTPRequest, _ invocation: Invocation, _ events: inout [CloudEvent]
  ) throws(HandlerFailure) -> HTTPResponse {
    switch CampaignAdmin.routes.match(request) {
    case .found(.operation(let endpoint), let path):
      if let page = ClientsPage.response(to: request, at: endpoint.route) {
        page
      } else {
        try answer(request, by: endpoint, path, invocation, &events)
      }
    case .found(.page(let file), _): WordsPage.response(file)
    case .found(.desk(let file), _): DeskPage.response(file)
    case .wrongMethod(let allow): Problem.method(allow: allow).details
    case .unknown: Problem.notFound(["/api/openapi.json, which names them all"]).details
    }
  }

  private mutating func answer(
    _ request: HTTPRequest, by endpoint: Endpoint, _ path: [String: String], _ invocation: Invocation,
    _ events: inout [CloudEvent]
  ) throws(HandlerFailure) -> HTTPResponse {
    let now = invocation.now
    let doorman = doorman
    let found: Principal? =
      endpoint.needsKey
      ? try database.perform { (database) throws(StoreError) in
        try doorman.principal(of: request, now: now, &database)
      } : Principal(name: "", scopes: [])
    guard let principal = found else { return Doorman.refusal.details }
    let work: Endpoint.AnnouncingWork
    do throws(Problem) {
      work = try endpoint.work(for: request, path: path, by: principal, now: now)
    } catch {
      return error.details
    }
    let outcome = try database.perform { (database) throws(StoreError) in
      try database.transaction { (connection) throws(StoreError) in try work(connection) }
    }
    events =
      outcome.announces.map { event in
        [.emitted(by: CampaignAdmin.name, from: invocation, key: event.type, type: event.type, data: event.data)]
      } ?? []
    return outcome.response
  }
}
