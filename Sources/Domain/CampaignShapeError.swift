/// Why a stored campaign cannot be read, with the member at fault.
public struct CampaignShapeError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The member, as `steps[0].timing`.
  public let path: String

  public var description: String { "the compiled campaign's \(path) is missing or of the wrong kind" }
}
