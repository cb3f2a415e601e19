/// What a handler answers over HTTP: a table from method and path to what stands behind it.
///
/// ```swift
/// static let routes: Routes<Target> = ["GET /c/{code}": .link, "GET /o/{code}": .pixel]
/// ```
/// A request is compared with the routes in order and the first that fits counts. HEAD is answered as GET is.
public struct Routes<Target: Sendable>: Sendable, ExpressibleByDictionaryLiteral {
  /// Where a request leads.
  public enum Match {
    /// To a target, with the path's parameters, still percent-encoded.
    case found(Target, parameters: [String: String])
    /// To a path that exists, by a method that it does not take; `allow` is the header that says which it does.
    case wrongMethod(allow: String)
    /// Nowhere.
    case unknown
  }

  private let entries: [(route: Route, target: Target)]

  /// A table with these rows, in their order.
  public init(_ entries: some Sequence<(Route, Target)>) { self.entries = entries.map { (route: $0.0, target: $0.1) } }

  public init(dictionaryLiteral elements: (Route, Target)...) { self.init(elements) }

  /// The routes in their order, as the manifest declares them.
  public var all: [Route] { entries.map(\.route) }

  /// Where a request leads.
  public func match(_ request: HTTPRequest) -> Match {
    let method = request.method == "HEAD" ? "GET" : request.method
    for (route, target) in entries {
      if let parameters = route.parameters(method: method, path: request.rawPath) {
        return .found(target, parameters: parameters)
      }
    }
    let allowed = Route.methods.filter { method in
      entries.contains { $0.route.parameters(method: method, path: request.rawPath) != nil }
    }
    return allowed.isEmpty
      ? .unknown
      : .wrongMethod(allow: allowed.flatMap { $0 == "GET" ? ["GET", "HEAD"] : [$0] }.joined(separator: ", "))
  }
}
