import FunctionContract
import JSON
import Store
import StoreShell

/// Why a request gets no answer, and what to change.
enum Problem: Error {
  /// No key is configured: nobody gets in.
  case closed
  case unauthorised
  case notFound
  case method
  case parameter(String)
  case store(StoreError)

  /// The error as JSON; a database that is away fails the handler, so that its host knows.
  func answer(to request: HTTPRequest) throws(HandlerFailure) -> HTTPResponse {
    switch self {
    case .closed:
      response(503, "closed", "no key is configured: set DASHBOARD_KEYS to one or more long random keys")
    case .unauthorised:
      response(
        401, "unauthorised", "send the header Authorization: Bearer <one of DASHBOARD_KEYS>",
        ["www-authenticate": "Bearer realm=\"rekindle\""])
    case .notFound:
      response(404, "not_found", "known paths: " + Query.paths.joined(separator: ", "))
    case .method: response(405, "method", "use GET", ["allow": "GET, HEAD"])
    case .parameter(let message): response(400, "parameter", message)
    case .store(let error): throw HandlerFailure(error)
    }
  }

  private func response(
    _ status: Int, _ code: String, _ message: String, _ headers: [String: String] = [:]
  ) -> HTTPResponse {
    .json(["error": ["code": .string(code), "message": .string(message)]], status: status, headers: headers)
  }
}

extension HTTPResponse {
  /// An answer in JSON that no cache keeps.
  static func json(_ value: JSON, status: Int = 200, headers: [String: String] = [:]) -> HTTPResponse {
    let own = [
      "content-type": "application/json; charset=utf-8", "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    ]
    return HTTPResponse(status: status, headers: own.merging(headers) { $1 }, body: value.bytes)
  }
}
