/// A message that went out, may have gone out, or is on its way.
public struct PastMessage: Sendable, Equatable {
  public var channel: Channel
  /// Whether caps count it: marketing only.
  public var isCapped: Bool
  /// Whether nobody asked for it, of whatever class.
  public var isUnasked: Bool
  /// An upper bound of its send; nil while it is on its way.
  public var at: Instant?
  public var isUnsettled: Bool
  /// Whether nobody knows that the provider took it.
  public var isDoubtful: Bool
  /// The first open or click of a person.
  public var signOfLifeAt: Instant?

  public init(
    channel: Channel, isCapped: Bool, isUnasked: Bool = true, at: Instant?, isUnsettled: Bool, isDoubtful: Bool = false,
    signOfLifeAt: Instant?
  ) {
    self.channel = channel
    self.isCapped = isCapped
    self.isUnasked = isUnasked
    self.at = at
    self.isUnsettled = isUnsettled
    self.isDoubtful = isDoubtful
    self.signOfLifeAt = signOfLifeAt
  }
}
