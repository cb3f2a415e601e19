import Access
import Domain
import FunctionContract
import FunctionShell
import JSON
import Pages
import Store
import StoreShell

/// What an administrator may do to the ledger over HTTP: lift what a bounce closed, with a reason.
@main
struct CampaignAdmin: FunctionHandler, ~Copyable {
  static let name = "campaign-admin"

  /// What a path does.
  enum Deed: Sendable {
    case lift
  }

  static let routes: Routes<Deed> = ["POST /admin/learners/{user_id}/lift": .lift]

  private let access: Access
  private var database: Database

  static func main() { FunctionShell.run(CampaignAdmin.self) }

  init(environment: Environment) throws(HandlerFailure) {
    access = Access(
      keys: AccessKeys(environment["ADMIN_KEYS"] ?? ""), setting: "ADMIN_KEYS", home: "/admin",
      title: "Rekindle administration")
    database = Database(
      ConnectionSettings(url: try environment.require("DATABASE_URL"), applicationName: CampaignAdmin.name))
  }

  mutating func handle(_ invocation: Invocation) throws(HandlerFailure) -> Reply {
    guard case .http(let request, _) = invocation.input else {
      throw HandlerFailure(.badEvent, "Event.Type", "campaign-admin takes HTTP requests")
    }
    let lift: LiftCause
    do throws(Problem) { lift = try self.lift(request, now: invocation.now) } catch { return .http(error.response) }
    return .http(try answer(lift, invocation.log))
  }

  private func lift(_ request: HTTPRequest, now: Instant) throws(Problem) -> LiftCause {
    switch CampaignAdmin.routes.match(request) {
    case .found(.lift, let path):
      try access.check(request, now: now)
      return try LiftCause(Form(request), Parameters(request, path: path), now: now)
    case .wrongMethod(let allow): throw .method(allow: allow)
    case .unknown: throw .notFound(CampaignAdmin.routes.all.map(\.path))
    }
  }

  private mutating func answer(_ lift: LiftCause, _ log: Log) throws(HandlerFailure) -> HTTPResponse {
    let lifted = try database.perform { (database) throws(StoreError) in
      try database.transaction { (connection) throws(StoreError) in try connection.first(lift) ?? 0 }
    }
    log.info("lifted", ["user_id": .id(lift.userID), "suppressions": .count(lifted)])
    return .json(["lifted": .integer(lifted)])
  }
}
