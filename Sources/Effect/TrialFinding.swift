/// One comparison of a trial, read among those that were asked together with it.
public struct TrialFinding: Sendable, Equatable {
  private let family: [Comparison]
  private let place: Int
  /// Whether something other than chance chose who is on which side.
  public let isVoid: Bool

  init(_ family: [Comparison], at place: Int, isVoid: Bool) {
    self.family = family
    self.place = place
    self.isVoid = isVoid
  }

  public var comparison: Comparison { family[place] }

  /// Whether there is a figure to show.
  public var isShown: Bool { comparison.isShown && !isVoid }

  /// The lift at the level that Holm leaves, however often one looks.
  public var onAnyDay: Interval { comparison.onAnyDay(level: Holm.levels(ps(\.onAnyDayP))[place]) }

  /// The same for one look at a time that was chosen before.
  public var atTheEnd: Interval { comparison.atTheEnd(level: Holm.levels(ps(\.atTheEndP))[place]) }

  /// The corrected p of either.
  public var onAnyDayP: Double { Holm.adjusted(ps(\.onAnyDayP))[place] }
  public var atTheEndP: Double { Holm.adjusted(ps(\.atTheEndP))[place] }

  public var judgement: Judgement { Judgement(comparison, isVoid: isVoid, interval: onAnyDay) }

  /// What is too small for an answer counts as one that says nothing.
  private func ps(_ p: (Comparison) -> Double) -> [Double] { family.map { $0.isShown ? p($0) : 1 } }
}
