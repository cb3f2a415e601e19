import Domain
import FunctionContract
import FunctionShell
import Pages
import Preferences
import Signing
import Store
import StoreShell

/// Lets a learner say no, and take it back: a page on GET, which changes nothing, and the deed on POST.
@main
struct Unsubscribe: FunctionHandler, ~Copyable {
  static let name = "unsubscribe"

  /// A link without a scope is about the course; what it stands for can be changed on the page (REQ-0-67, REQ-0-68).
  static let routes: Routes<Screen> = [
    "GET /unsubscribe/{token}": .optOut(.subject), "POST /unsubscribe/{token}": .optOut(.subject),
    "GET /unsubscribe/course/{token}": .optOut(.subject), "POST /unsubscribe/course/{token}": .optOut(.subject),
    "GET /unsubscribe/all/{token}": .optOut(.topic), "POST /unsubscribe/all/{token}": .optOut(.topic),
    "GET /preferences/{token}": .preferences, "POST /preferences/{token}": .preferences,
    "GET /data/{token}": .data, "POST /data/{token}": .data,
  ]

  private let keys: KeyRing
  private let site: Site
  private var database: Database

  static func main() { FunctionShell.run(Unsubscribe.self) }

  init(environment: Environment) throws(HandlerFailure) {
    let url = try environment.require("REKINDLE_PUBLIC_URL")
    let settings = ConnectionSettings(
      url: try environment.require("DATABASE_URL"), applicationName: Unsubscribe.name)
    keys = try Unsubscribe.keyRing(try environment.require("REKINDLE_SIGNING_KEYS"))
    site = Site(url: url, brand: environment["REKINDLE_SENDER_NAME"] ?? "")
    database = Database(settings)
  }

  mutating func handle(_ invocation: Invocation) throws(HandlerFailure) -> Reply {
    guard case .http(let request, _) = invocation.input else {
      throw HandlerFailure(.badEvent, "Event.NotHTTP", "send an HTTP request: this handler answers pages only")
    }
    return .http(try answer(request, invocation).response(to: request, site: site))
  }

  private static func keyRing(_ text: String) throws(HandlerFailure) -> KeyRing {
    do throws(KeyRingError) { return try KeyRing(parsing: text) } catch {
      throw HandlerFailure(.configuration, "Configuration.Invalid", error.description)
    }
  }

  private mutating func answer(_ request: HTTPRequest, _ invocation: Invocation) throws(HandlerFailure) -> Answer {
    switch Unsubscribe.routes.match(request) {
    case .unknown: return .problem(.noSuchPage)
    case .wrongMethod(let allow): return .problem(.wrongMethod(allow: allow))
    case .found(let screen, let parameters):
      return try visit(screen, token: parameters["token"] ?? "", request, invocation)
    }
  }

  private mutating func visit(
    _ screen: Screen, token text: String, _ request: HTTPRequest, _ invocation: Invocation
  ) throws(HandlerFailure) -> Answer {
    let deliveryID: Int
    do throws(TokenRefusal) {
      deliveryID =
        switch screen {
        case .data: try DeliveryToken(.data, verifying: text, keys: keys).deliveryID
        case .optOut, .preferences: try UnsubscribeToken(verifying: text, keys: keys, now: invocation.now).deliveryID
        }
    } catch {
      invocation.log.info("token refused", ["reason": .code(error.rawValue)])
      return .problem(.invalidLink)
    }
    let visit = Visit(
      screen, token: text, deliveryID: deliveryID, now: invocation.now, site: site,
      languages: request.headers["accept-language"])
    let form = request.method == "POST" ? Form(request) : nil
    do throws(StoreError) {
      return try database.withConnection { (connection) throws(StoreError) in try visit.answer(form, connection) }
    } catch {
      guard error.isPassing else { throw HandlerFailure(error) }
      invocation.log.error("database away", ["sqlstate": .code(error.sqlState ?? "none")])
      return .problem(.unavailable)
    }
  }
}
