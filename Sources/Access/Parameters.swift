import Encoding
public import FunctionContract
import Pages

/// What a request asks with: the parameters of its path and those of its query string, decoded.
public struct Parameters: Sendable {
  private let path: [String: String]
  private let query: Form

  /// `path` as `Routes.match` gives them; they come before those of the query string.
  public init(_ request: HTTPRequest, path: [String: String] = [:]) {
    self.path = path.compactMapValues { PercentEncoding.decode($0.utf8) }
    query = Form(query: request.rawQuery)
  }

  /// The parameters of a query string.
  public init(query: String) {
    path = [:]
    self.query = Form(query: query)
  }

  /// The first value named so; nil where it is absent, empty, or holds a NUL, which no column could hold.
  public subscript(name: String) -> String? {
    (path[name] ?? query[name]).flatMap { $0.isEmpty || $0.utf8.contains(0) ? nil : $0 }
  }

  /// The whole number named so, nil where it is absent; refused outside its bounds.
  public func number(_ name: String, in bounds: ClosedRange<Int>) throws(Problem) -> Int? {
    guard let text = self[name] else { return nil }
    guard let number = Int(text), bounds.contains(number) else {
      let most = bounds.upperBound == .max ? "on" : "to \(bounds.upperBound)"
      throw .parameter("\(name) must be a whole number from \(bounds.lowerBound) \(most)")
    }
    return number
  }

  /// The whole number named so; refused where it is absent or out of bounds.
  public func required(_ name: String, in bounds: ClosedRange<Int>) throws(Problem) -> Int {
    guard let number = try number(name, in: bounds) else { throw .parameter("add ?\(name)=<a whole number>") }
    return number
  }
}
