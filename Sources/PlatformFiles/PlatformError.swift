/// Why no files can be generated, in words for the author of the manifests.
public struct PlatformError: Error, Equatable, Sendable, CustomStringConvertible {
  public let reason: String

  init(_ reason: String) { self.reason = reason }

  public var description: String { reason }
}
