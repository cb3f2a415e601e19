/// A message of the same campaign about the same subject that went to an address of the recipient, but to somebody else.
public struct SharedMessage: Sendable, Equatable {
  /// Index into the campaign's steps.
  public var step: Int
  public var channel: Channel
  /// An upper bound of its send; of one that is on its way, now.
  public var at: Instant

  public init(step: Int, channel: Channel, at: Instant) {
    self.step = step
    self.channel = channel
    self.at = at
  }
}
