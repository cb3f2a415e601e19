import JSON
import TestKit

/// The handler failed instead of answering.
struct Unanswered: Error {
  let log: String
}

/// The handler `dashboard-query` as a process under its own role, at the ledger's moment.
struct Dashboard {
  static let key = "a-key-long-enough-to-be-one"

  struct Answer {
    let status: Int
    let headers: [String: String]
    let cookies: [String]
    let text: String
    var json: JSON { (try? JSON.parse(Array(text.utf8))) ?? .null }
  }

  let database: TestDatabase
  var keys: String? = "\(key), another-key-for-somebody-else"

  /// An answered request; with `key`, the header that carries it.
  func ask(
    _ path: String, method: String = "GET", key: String? = key, cookie: String? = nil, accept: String? = nil,
    body: String = "", at time: String = Ledger.now
  ) throws -> Answer {
    let halves = path.split(separator: "?", maxSplits: 1).map(String.init)
    var headers: [String: JSON] = ["content-type": "application/x-www-form-urlencoded"]
    headers["accept"] = accept.map(JSON.string)
    headers["authorization"] = key.map { .string("Bearer \($0)") }
    let event: JSON = [
      "specversion": "1.0", "id": "r1", "source": "/gateway", "type": "http.request", "time": .string(time),
      "data": [
        "version": "2.0", "rawPath": .string(halves[0]), "rawQueryString": .string(halves.count > 1 ? halves[1] : ""),
        "headers": .object(headers), "cookies": .array([cookie].compactMap { $0.map(JSON.string) }),
        "requestContext": ["http": ["method": .string(method), "path": .string(halves[0])]], "body": .string(body),
        "isBase64Encoded": false,
      ],
    ]
    var environment = ["DATABASE_URL": database.url(role: "rekindle_dashboard"), "REKINDLE_CLOCK": "event"]
    environment["DASHBOARD_KEYS"] = keys
    let result = try Spawn(built: "dashboard-query", environment: environment).run(event.text)
    guard result.exitCode == 0, let reply = try? JSON.parse(result.stdout), let status = reply["statusCode"]?.integer
    else { throw Unanswered(log: result.output + result.log) }
    return Answer(
      status: status, headers: reply["headers"]?.object?.compactMapValues(\.string) ?? [:],
      cookies: reply["cookies"]?.array?.compactMap(\.string) ?? [], text: reply["body"]?.string ?? "")
  }
}
