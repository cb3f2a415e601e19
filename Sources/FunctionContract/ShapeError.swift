/// Why a JSON value does not have the shape that was asked for, and where.
public struct ShapeError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong, in words for the author of the document.
  public let reason: String
  /// The value that is wrong, as `$.requestContext.http`.
  public let path: String

  package init(reason: String, path: String) {
    self.reason = reason
    self.path = path
  }

  public var description: String { "\(reason) (\(path))" }
}
