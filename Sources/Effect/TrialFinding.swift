/// One comparison of a trial, read among those that were asked together with it.
public struct TrialFinding: Sendable, Equatable {
  public let comparison: Comparison
  /// Whether something other than chance chose who is on which side.
  public let isVoid: Bool
  /// At the level that Holm leaves, however often one looks.
  public let onAnyDay: Interval
  /// The same for one look at a time that was chosen before.
  public let atTheEnd: Interval
  /// The corrected p of either.
  public let onAnyDayP: Double
  public let atTheEndP: Double
  public let judgement: Judgement

  init(_ comparison: Comparison, isVoid: Bool, onAnyDay: Reading, atTheEnd: Reading) {
    self.comparison = comparison
    self.isVoid = isVoid
    self.onAnyDay = comparison.onAnyDay(level: onAnyDay.level)
    self.atTheEnd = comparison.atTheEnd(level: atTheEnd.level)
    onAnyDayP = onAnyDay.p
    atTheEndP = atTheEnd.p
    judgement = Judgement(comparison, isVoid: isVoid, interval: self.onAnyDay)
  }

  /// Whether there is a figure to show.
  public var isShown: Bool { comparison.isShown && !isVoid }
}
