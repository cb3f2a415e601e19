public import FunctionContract
import JSON
public import Pages

/// Why a request gets no answer, and what to change: one value, said to programs and to people.
public struct Problem: Error, Sendable, Equatable {
  public let status: Int
  /// A word that programs know it by.
  public let code: String
  /// A few words above the page.
  public let title: String
  /// What happened, and what to change or to do.
  public let message: String
  public let headers: [String: String]
  /// The value at fault; nil where it is no single one.
  public let place: Place?

  /// Where a request has a value.
  public enum Place: Sendable, Equatable {
    /// A member of the body, by its name.
    case body(String)
    /// A parameter of the query string or the path.
    case parameter(String)
    case header(String)
  }

  public init(
    _ status: Int, _ code: String, title: String, _ message: String, headers: [String: String] = [:],
    at place: Place? = nil
  ) {
    self.status = status
    self.code = code
    self.title = title
    self.message = message
    self.headers = headers
    self.place = place
  }

  /// For a path that leads nowhere; `paths` are those that lead somewhere.
  public static func notFound(_ paths: [String]) -> Problem {
    Problem(404, "not_found", title: "No such page", "known paths: " + paths.joined(separator: ", "))
  }

  /// For a method that a path does not take; `allow` is the header that says which it does.
  public static func method(allow: String) -> Problem {
    Problem(405, "method", title: "This cannot be done here", "use one of: \(allow)", headers: ["allow": allow])
  }

  /// For a value that is missing or out of bounds.
  public static func parameter(_ message: String) -> Problem {
    Problem(400, "parameter", title: "A value does not fit", message)
  }

  /// The answer for a program that knows problem details (RFC 9457); `errors` names the value at fault.
  public var details: HTTPResponse {
    var members: [String: JSON] = [
      "type": .string("urn:rekindle:problem:\(code)"), "title": .string(title), "status": .integer(status),
      "detail": .string(message),
    ]
    members["errors"] = place.map { .array([.object($0.json.merging(["detail": .string(message)]) { $1 })]) }
    let type = ["content-type": "application/problem+json"]
    return .json(.object(members), status: status, headers: headers.merging(type) { $1 })
  }

  /// The answer for a program.
  public var response: HTTPResponse {
    .json(["error": ["code": .string(code), "message": .string(message)]], status: status, headers: headers)
  }

  /// The answer for a person, on the site of `brand`.
  public func page(brand: String = "", language: String = "en", style: Stylesheet = .plain) -> HTTPResponse {
    Page(title: title, brand: brand, language: language, style: style, main: "<h1>\(title)</h1>\n<p>\(message)</p>")
      .response(status: status, headers: headers)
  }
}

extension Problem.Place {
  fileprivate var json: [String: JSON] {
    switch self {
    case .body(let name): ["pointer": .string("/" + name)]
    case .parameter(let name): ["parameter": .string(name)]
    case .header(let name): ["header": .string(name)]
    }
  }
}
