/// An HTTP route of a handler: a method and a path with `{parameters}` and a trailing `**`.
public struct Route: Sendable, Hashable, ExpressibleByStringLiteral {
  /// The methods that a route may have.
  public static let methods = ["GET", "POST", "PUT", "PATCH", "DELETE"]

  /// Upper-case method.
  public let method: String
  /// The path as written: `/unsubscribe/{token}`, `/dashboard/**`.
  public let path: String
  private let segments: [Segment]

  private enum Segment: Hashable {
    case literal(String)
    case parameter(String)
    case rest
  }

  /// Reads a route; nil where the method is unknown or the path is not made of such segments.
  public init?(method: String, path: String) {
    guard Route.methods.contains(method), path.hasPrefix("/") else { return nil }
    let parts = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    var segments: [Segment] = []
    for (index, part) in parts.enumerated() {
      guard let segment = Route.segment(part, isLast: index == parts.count - 1) else { return nil }
      segments.append(segment)
    }
    self.method = method
    self.path = path
    self.segments = segments
  }

  /// A route of the program's own tables, as `"GET /c/{code}"`; words that are no route stop the program.
  public init(stringLiteral text: String) {
    let halves = text.split(separator: " ", maxSplits: 1).map(String.init)
    guard halves.count == 2, let route = Route(method: halves[0], path: halves[1]) else {
      preconditionFailure("not a route: \(text)")
    }
    self = route
  }

  private static func segment(_ text: Substring, isLast: Bool) -> Segment? {
    if text == "**" { return isLast ? .rest : nil }
    if text.hasPrefix("{"), text.hasSuffix("}"), Name.isSnake(text.dropFirst().dropLast()) {
      return .parameter(String(text.dropFirst().dropLast()))
    }
    return Name.isKebab(text) ? .literal(String(text)) : nil
  }

  /// The parameters of `path`, still percent-encoded, or nil where the route does not lead there.
  ///
  /// A parameter takes one segment that is not empty; `**` takes any number of segments, also none.
  public func parameters(method: String, path: String) -> [String: String]? {
    guard method == self.method, path.hasPrefix("/") else { return nil }
    // What a path has beyond the segments need not be split to be seen.
    var rest = path.dropFirst().split(separator: "/", maxSplits: segments.count, omittingEmptySubsequences: false)[...]
    var parameters: [String: String] = [:]
    for segment in segments {
      if segment == .rest { return parameters }
      guard let part = rest.popFirst() else { return nil }
      switch segment {
      case .literal(let text): if text != part { return nil }
      case .parameter(let name):
        if part.isEmpty { return nil }
        parameters[name] = String(part)
      case .rest: return parameters
      }
    }
    return rest.isEmpty ? parameters : nil
  }
}
