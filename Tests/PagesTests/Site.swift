import Domain
import Encoding
import FunctionContract
import FunctionShell
import JSON
import Signing
import TestKit

/// What the handlers under test are configured with, and the requests that are made to them.
enum Site {
  static let keys = "k1:\(Base64.url.encode(Array(0..<32)))"

  static func environment(_ database: TestDatabase, role: String, _ more: [String: String] = [:]) -> [String: String] {
    [
      "DATABASE_URL": database.url(role: role), "REKINDLE_SIGNING_KEYS": keys,
      "REKINDLE_PUBLIC_URL": "https://go.example.org/", "REKINDLE_SENDER_NAME": "Academy",
      "REKINDLE_LINK_HOSTS": "learn.example.org,app.example.org:8443", "REKINDLE_ENVIRONMENT": "test",
    ].merging(more) { $1 }
  }

  static func token(_ delivery: Int, issued: Instant = Ledger.now) throws -> String {
    UnsubscribeToken(deliveryID: delivery, issued: issued).signed(with: try KeyRing(parsing: keys))
  }

  static func invocation(
    _ method: String, _ path: String, form: String? = nil, headers: [String: String] = [:], at now: Instant = Ledger.now
  ) -> Invocation {
    var headers = headers
    if form != nil, headers["content-type"] == nil { headers["content-type"] = "application/x-www-form-urlencoded" }
    let request = HTTPRequest(method: method, rawPath: path, headers: headers, body: Array((form ?? "").utf8))
    return Invocation(input: .http(request, carrier: nil), now: now)
  }
}

extension Reply {
  /// The HTTP answer of a handler that gives nothing else.
  var answer: HTTPResponse {
    switch self {
    case .http(let response, _): response
    case .done: HTTPResponse(status: 0)
    }
  }
}

extension HTTPResponse {
  var text: String { String(decoding: body, as: UTF8.self) }
  var document: JSON { (try? JSON.parse(body)) ?? .null }
}
