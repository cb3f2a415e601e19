public import Channels

/// The end of one submitted request.
public struct Completion: Sendable, Equatable {
  /// What `submit` was given.
  public let tag: Int
  public let observation: Observation
}
