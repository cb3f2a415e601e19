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

  public init(
    _ status: Int, _ code: String, title: String, _ message: String, headers: [String: String] = [:]
  ) {
    self.status = status
    self.code = code
    self.title = title
    self.message = message
    self.headers = headers
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

  /// The answer for a program.
  public var response: HTTPResponse {
    .json(["error": ["code": .string(code), "message": .string(message)]], status: status, headers: headers)
  }

  /// The answer for a person, on the site of `brand`.
  public func page(brand: String = "", style: Stylesheet = .plain) -> HTTPResponse {
    Page(title: title, brand: brand, style: style, main: "<h1>\(title)</h1>\n<p>\(message)</p>")
      .response(status: status, headers: headers)
  }
}
