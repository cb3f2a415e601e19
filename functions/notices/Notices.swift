import Access
import Domain
import FunctionContract
import FunctionShell
import JSON
import Signing
import Store
import StoreShell

/// A learner's notices in the app (REQ-1-55): seen and marked by who holds the learner's token, made by who holds the host's
/// key.
@main
struct Notices: FunctionHandler, ~Copyable {
  static let name = "notices"

  /// What is asked for, and by whom it may be.
  enum Target {
    /// By the holder of a learner's token.
    case list, count, mark, markAll
    /// By the host.
    case create, token
  }

  static let routes: Routes<Target> = [
    "GET /notifications": .list, "GET /notifications/unread-count": .count,
    "POST /notifications/read-all": .markAll, "POST /notifications/{id}/read": .mark,
    "POST /notifications": .create, "POST /notifications/tokens": .token,
  ]

  private let keys: KeyRing
  private let hosts: AccessKeys
  private var database: Database

  static func main() { FunctionShell.run(Notices.self) }

  init(environment: Environment) throws(HandlerFailure) {
    let settings = ConnectionSettings(url: try environment.require("DATABASE_URL"), applicationName: Notices.name)
    keys = try Notices.keyRing(try environment.require("REKINDLE_SIGNING_KEYS"))
    hosts = AccessKeys(environment["NOTICES_KEYS"] ?? "")
    database = Database(settings)
  }

  private static func keyRing(_ text: String) throws(HandlerFailure) -> KeyRing {
    do throws(KeyRingError) { return try KeyRing(parsing: text) } catch {
      throw HandlerFailure(.configuration, "Configuration.Invalid", error.description)
    }
  }

  mutating func handle(_ invocation: Invocation) throws(HandlerFailure) -> Reply {
    guard case .http(let request, _) = invocation.input else {
      throw HandlerFailure(.badEvent, "Event.Type", "notices takes HTTP requests")
    }
    var response = try answer(request, invocation.now)
    if request.method == "HEAD" { response.body = [] }
    return .http(response)
  }

  private mutating func answer(_ request: HTTPRequest, _ now: Instant) throws(HandlerFailure) -> HTTPResponse {
    let question: Question
    do throws(Problem) { question = try ask(request, now) } catch { return error.details }
    return try database.perform { (database) throws(StoreError) in
      try database.transaction { (connection) throws(StoreError) in try question.answer(connection) }
    }
  }

  private func ask(_ request: HTTPRequest, _ now: Instant) throws(Problem) -> Question {
    switch Notices.routes.match(request) {
    case .unknown: throw .notFound(["/notifications"])
    case .wrongMethod(let allow): throw .method(allow: allow)
    case .found(.create, _):
      try Entrance.requireHost(request, hosts)
      return .create(try HostNotice(request, now: now))
    case .found(.token, _):
      try Entrance.requireHost(request, hosts)
      let wish = try TokenWish(request, now: now)
      return .token(wish, wish.token.signed(with: keys))
    case .found(let target, let path):
      let token = try Entrance.token(request, keys, now)
      return try Question(target, Parameters(request, path: path), by: token, now: now)
    }
  }
}
