/// A rule that stands against one step's message on one channel.
public struct FailedRule: Sendable, Equatable {
  /// Index into the campaign's steps.
  public var step: Int
  public var channel: Channel
  public var finding: Finding
}
