/// What a learner wishes about when they are written to; what they asked for comes all the same.
public struct Wishes: Sendable, Equatable {
  /// Nothing before then; nil where nothing is put off.
  public var snoozedUntil: Instant?
  /// Whether at most one message a week may come, over all campaigns and channels.
  public var isWeekly: Bool
  /// The local hours in which messages may come; nil for any.
  public var hours: SendWindow?

  public init(snoozedUntil: Instant? = nil, isWeekly: Bool = false, hours: SendWindow? = nil) {
    self.snoozedUntil = snoozedUntil
    self.isWeekly = isWeekly
    self.hours = hours
  }
}
