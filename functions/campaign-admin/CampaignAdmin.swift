import Access
import Domain
import FunctionContract
import FunctionShell
import JSON
import Pages
import Store
import StoreShell

/// What an administrator may do to the ledger over HTTP: lift what a bounce closed, with a reason;
/// record what a learner agreed to.
@main
struct CampaignAdmin: FunctionHandler, ~Copyable {
  static let name = "campaign-admin"

  /// What a path does.
  enum Deed: Sendable {
    case lift, consent
  }

  /// What a request asks for, read.
  private enum Order {
    case lift(LiftCause)
    case consent(RecordConsent)
  }

  static let routes: Routes<Deed> = [
    "POST /admin/learners/{user_id}/lift": .lift, "POST /api/learners/{user_id}/consents": .consent,
  ]

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
    let order: Order
    do throws(Problem) { order = try self.order(request, now: invocation.now) } catch { return .http(error.response) }
    switch order {
    case .lift(let lift): return .http(try answer(lift, invocation.log))
    case .consent(let consent): return .http(try answer(consent, invocation.log))
    }
  }

  private func order(_ request: HTTPRequest, now: Instant) throws(Problem) -> Order {
    switch CampaignAdmin.routes.match(request) {
    case .found(let deed, let path):
      try access.check(request, now: now)
      let parameters = Parameters(request, path: path)
      return switch deed {
      case .lift: .lift(try LiftCause(Form(request), parameters, now: now))
      case .consent: .consent(try RecordConsent(request, parameters, now: now))
      }
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

  private mutating func answer(_ consent: RecordConsent, _ log: Log) throws(HandlerFailure) -> HTTPResponse {
    let isAgreed = try database.perform { (database) throws(StoreError) in
      try database.transaction { (connection) throws(StoreError) in try connection.first(consent) ?? false }
    }
    log.info("consent recorded", ["user_id": .id(consent.userID), "channel": .code(consent.channel.rawValue)])
    return .json([
      "user_id": .integer(consent.userID), "channel": .string(consent.channel.rawValue), "agreed": .bool(isAgreed),
    ])
  }
}
