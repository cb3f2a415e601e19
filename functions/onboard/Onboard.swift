import Access
import Domain
import FunctionContract
import FunctionShell
import JSON
import Pages
import Signing
import Store
import StoreShell

/// What is between an approved request and its account: the host is asked for it until it answers, and a new account's owner gets
/// a temporary password that nobody else ever sees (REQ-1-60, REQ-1-61).
@main
struct Onboard: FunctionHandler, ~Copyable {
  static let name = "onboard"
  static let types = ["onboard.due", "timer.onboard"]
  static let routes: Routes<Void> = ["GET /welcome/{token}": (), "POST /welcome/{token}": ()]

  private let keys: KeyRing
  private let brand: String
  private var database: Database

  static func main() { FunctionShell.run(Onboard.self) }

  init(environment: Environment) throws(HandlerFailure) {
    let settings = ConnectionSettings(
      url: try environment.require("DATABASE_URL"), applicationName: Onboard.name)
    keys = try Onboard.keyRing(try environment.require("REKINDLE_SIGNING_KEYS"))
    brand = environment["REKINDLE_SENDER_NAME"] ?? ""
    database = Database(settings)
  }

  private static func keyRing(_ text: String) throws(HandlerFailure) -> KeyRing {
    do throws(KeyRingError) { return try KeyRing(parsing: text) } catch {
      throw HandlerFailure(.configuration, "Configuration.Invalid", error.description)
    }
  }

  mutating func handle(_ invocation: Invocation) throws(HandlerFailure) -> Reply {
    switch invocation.input {
    case .event(let event):
      guard Onboard.types.contains(event.type) else {
        throw HandlerFailure(
          .badEvent, "Event.Type", "onboard takes events of the types \(Onboard.types.joined(separator: ", "))")
      }
      return try ask(invocation)
    case .http(let request, _): return try answer(request, invocation)
    }
  }

  /// Asks the host for what it has not done yet; what this reply cannot hold, the next run asks for at once.
  private mutating func ask(_ invocation: Invocation) throws(HandlerFailure) -> Reply {
    let now = invocation.now
    let requests = try database.perform { (database) throws(StoreError) in
      try database.transaction { (connection) throws(StoreError) in
        let accounts = try connection.run(AskForAccounts(now: now, limit: HostRequests.mostAccounts))
        return HostRequests(
          accounts: accounts,
          passwords: try connection.run(TellPasswords(now: now, limit: HostRequests.mostPasswords)))
      }
    }
    return .done(
      result: ["accounts": .integer(requests.accounts.count), "passwords": .integer(requests.passwords.count)],
      events: requests.events(from: invocation))
  }

  private mutating func answer(_ request: HTTPRequest, _ invocation: Invocation) throws(HandlerFailure) -> Reply {
    switch Onboard.routes.match(request) {
    case .unknown: return .http(PasswordPage.unknown.page(brand: brand))
    case .wrongMethod(let allow):
      return .http(HTTPResponse(status: 405, headers: Page.privacy.merging(["allow": allow]) { $1 }))
    case .found(_, let parameters):
      let token: DeliveryToken
      do throws(TokenRefusal) {
        token = try DeliveryToken(.welcome, verifying: parameters["token"] ?? "", keys: keys)
      } catch {
        invocation.log.info("token refused", ["reason": .code(error.rawValue)])
        return .http(PasswordPage.unknown.page(brand: brand))
      }
      return try show(token.deliveryID, isAsked: request.method == "POST", invocation)
    }
  }

  /// The page, with a new password where it was asked for.
  ///
  /// A GET changes nothing, since mail scanners follow links.
  private mutating func show(
    _ deliveryID: Int, isAsked: Bool, _ invocation: Invocation
  ) throws(HandlerFailure) -> Reply {
    let now = invocation.now
    let found = try database.perform { (database) throws(StoreError) in
      try database.first(FindWelcome(deliveryID: deliveryID, now: now))
    }
    guard let isSet = found else { return .http(PasswordPage.unknown.page(brand: brand)) }
    if isSet { return .http(PasswordPage.used.page(brand: brand)) }
    if !isAsked { return .http(PasswordPage.question(brand: brand).response()) }
    let password = TemporaryPassword()
    let hash = password.hash()
    let isKept = try database.perform { (database) throws(StoreError) in
      try database.first(KeepPassword(deliveryID: deliveryID, hash: hash, now: now))
    }
    guard isKept == true else { return .http(PasswordPage.used.page(brand: brand)) }
    let due = CloudEvent.emitted(by: Onboard.name, from: invocation, key: "due", type: "onboard.due")
    return .http(PasswordPage.password(password.text, brand: brand).response(), events: [due])
  }
}
