import Domain
import FunctionContract
import Pages

/// Who gets in: a key in the header, or a session that was begun with a key in a form.
struct Entrance {
  let keys: DashboardKeys
  let now: Instant

  /// Lets the request pass (nil), answers it here where it is about getting in or out, or refuses it.
  func pass(_ request: HTTPRequest) throws(Problem) -> HTTPResponse? {
    switch (request.method, request.rawPath) {
    case ("POST", "/dashboard/login"): return try login(request)
    case ("POST", "/dashboard/logout"): return Entrance.redirect(cookie: DashboardKeys.noSession)
    case ("GET", _), ("HEAD", _): break
    default: throw .method
    }
    if keys.isEmpty { throw .closed }
    if keys.opens(request, now: now) { return nil }
    if request.rawPath == "/dashboard" { return LoginPage(isWrong: false).response }
    throw .unauthorised
  }

  private func login(_ request: HTTPRequest) throws(Problem) -> HTTPResponse {
    if keys.isEmpty { throw .closed }
    guard let key = Form(request)["key"], keys.opens(key) else { return LoginPage(isWrong: true).response }
    return Entrance.redirect(cookie: keys.session(for: key, now: now))
  }

  private static func redirect(cookie: String) -> HTTPResponse {
    HTTPResponse(status: 303, headers: Page.privacy.merging(["location": "/dashboard"]) { $1 }, cookies: [cookie])
  }
}
