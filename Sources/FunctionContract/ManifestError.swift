/// Why a manifest cannot be used, in words for its author.
public struct ManifestError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The manifest's file, as given by the reader.
  public let file: String
  /// What is wrong and where.
  public let reason: String

  public var description: String { "\(file): \(reason)" }
}
