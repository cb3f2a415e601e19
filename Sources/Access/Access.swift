public import Domain
public import FunctionContract
import Pages

/// Who gets in: a key in the header, or a session that was begun with a key in a form.
public struct Access: Sendable {
  /// Which of the two forms of the entrance a request asks for.
  public enum Door: Sendable {
    case login, logout
  }

  private let keys: AccessKeys
  private let sessions: Sessions
  private let setting: String
  private let home: String
  private let title: String

  /// `setting` is the variable that `keys` came from, `home` the path of the page behind the form, such as `/dashboard`.
  public init(keys: AccessKeys, setting: String, home: String, title: String) {
    self.keys = keys
    self.setting = setting
    self.home = home
    self.title = title
    sessions = Sessions(keys: keys, cookie: "__Host-rekindle\(home.replacing("/", with: "-"))")
  }

  /// Refuses a request that carries neither a key nor a session.
  public func check(_ request: HTTPRequest, now: Instant) throws(Problem) {
    if keys.isEmpty { throw closed }
    if !admits(request, now: now) { throw unauthorised }
  }

  /// The form that asks for a key, for a person whom `check` refused.
  public var form: HTTPResponse { LoginPage(title: title, home: home, setting: setting).response }

  /// Begins or ends a session and leads to the home page.
  public func pass(_ door: Door, _ request: HTTPRequest, now: Instant) throws(Problem) -> HTTPResponse {
    if door == .logout { return redirect(cookie: sessions.end) }
    if keys.isEmpty { throw closed }
    guard let key = Form(request)["key"], keys.open(key) else {
      return LoginPage(title: title, home: home, setting: setting, isWrong: true).response
    }
    return redirect(cookie: sessions.begin(with: key, now: now))
  }

  private func admits(_ request: HTTPRequest, now: Instant) -> Bool {
    guard let header = request.headers["authorization"] else { return sessions.admit(request, now: now) }
    let parts = header.split(separator: " ", maxSplits: 1)
    return parts.count == 2 && parts[0].lowercased() == "bearer" && keys.open(parts[1])
  }

  private func redirect(cookie: String) -> HTTPResponse {
    HTTPResponse(status: 303, headers: Page.privacy.merging(["location": home]) { $1 }, cookies: [cookie])
  }

  private var closed: Problem {
    Problem(
      503, "closed", title: "Closed",
      "no key is configured: set \(setting) to one or more long random keys")
  }

  private var unauthorised: Problem {
    Problem(
      401, "unauthorised", title: "No access", "send the header Authorization: Bearer <one of \(setting)>",
      headers: ["www-authenticate": "Bearer realm=\"rekindle\""])
  }
}
