import FunctionContract
import FunctionShell
import Pages
import Rendering
import Store
import StoreShell

/// Leads a tracked link on to where it was meant to go, and tells whether a person or a machine asked.
@main
struct FollowLink: FunctionHandler, ~Copyable {
  static let name = "follow-link"

  /// What a code is asked for.
  enum Target {
    /// On to where the link was meant to go.
    case link
    /// The picture that tells of an opened message.
    case pixel
  }

  static let routes: Routes<Target> = ["GET /c/{code}": .link, "GET /o/{code}": .pixel]

  private let hosts: LinkHosts
  private var database: Database

  static func main() { FunctionShell.run(FollowLink.self) }

  init(environment: Environment) throws(HandlerFailure) {
    let settings = ConnectionSettings(url: try environment.require("DATABASE_URL"), applicationName: FollowLink.name)
    hosts = LinkHosts(parsing: try environment.require("REKINDLE_LINK_HOSTS"))
    database = Database(settings)
  }

  mutating func handle(_ invocation: Invocation) throws(HandlerFailure) -> Reply {
    guard case .http(let request, _) = invocation.input else {
      throw HandlerFailure(.badEvent, "Event.NotHTTP", "send an HTTP request: this handler answers links only")
    }
    var response = try answer(request, invocation)
    if request.method == "HEAD" { response.body = [] }
    return .http(response)
  }

  private mutating func answer(_ request: HTTPRequest, _ invocation: Invocation) throws(HandlerFailure) -> HTTPResponse
  {
    switch FollowLink.routes.match(request) {
    case .unknown: return Answers.unknown
    case .wrongMethod(let allow): return Answers.wrongMethod(allow: allow)
    case .found(let target, let parameters):
      guard let code = LinkCode(parameters["code"]) else { return Answers.unknown }
      return try follow(code, to: target, isMachine: request.isFromMachine, invocation)
    }
  }

  private mutating func follow(
    _ code: LinkCode, to target: Target, isMachine: Bool, _ invocation: Invocation
  ) throws(HandlerFailure) -> HTTPResponse {
    do throws(StoreError) {
      switch target {
      case .link:
        let address = try database.first(
          FollowTrackedLink(code: code.text, isMachine: isMachine, now: invocation.now))
        return redirection(to: address, invocation.log)
      case .pixel:
        _ = try database.first(RecordOpen(code: code.text, isMachine: isMachine, now: invocation.now))
        return Answers.pixel
      }
    } catch {
      invocation.log.error("hit not recorded", ["sqlstate": .code(error.sqlState ?? "none")])
      if case .pixel = target { return Answers.pixel }
      guard error.isPassing else { throw HandlerFailure(error) }
      return Answers.unavailable
    }
  }

  private func redirection(to target: String?, _ log: Log) -> HTTPResponse {
    guard let target else { return Answers.unknown }
    do throws(LinkFault) {
      let target = try hosts.target(target)
      return HTTPResponse(status: 302, headers: Page.privacy.merging(["location": target.url]) { $1 })
    } catch {
      log.error("a stored link leads to a host that REKINDLE_LINK_HOSTS does not name")
      return Answers.unknown
    }
  }
}
