/// The sides that chance gave learners: variants, and those who were left alone.
///
/// Two questions are asked, each of all variants together: what a variant brings beside learners who were left alone, and what it
/// brings beside the first variant. In either, the false alarms of all its answers together stay at one in twenty (Holm).
public struct Trial: Sendable, Equatable {
  /// What a variant is compared with.
  public enum Rival: Sendable { case heldOut, first }

  /// One side: everybody who was assigned to it, and those whose outcome is known.
  public struct Side: Sendable, Equatable {
    public let assigned: Int
    public let arm: Arm
    /// Of everybody who entered, from 0 to 1.
    public let share: Double

    public init(assigned: Int, arm: Arm, share: Double) {
      self.assigned = assigned
      self.arm = arm
      self.share = share
    }
  }

  /// One at least.
  public let variants: [Side]
  /// Of the share 0 where nobody is left alone.
  public let held: Side

  public init(variants: [Side], held: Side) {
    self.variants = variants
    self.held = held
  }

  /// How likely chance alone makes the sides' sizes differ from their shares as much as they do.
  public var sampleRatio: Double {
    let sides = [held] + variants
    return ChiSquared.p(sides.map(\.assigned), shares: sides.map(\.share))
  }

  /// Whether something other than chance chose: then no lift means anything.
  public var isSkewed: Bool { sampleRatio < 0.001 }

  /// What is found of the variant at `place` beside its rival, which is another side.
  public func finding(_ place: Int, against rival: Rival) -> TrialFinding {
    let family = (rival == .first ? 1 : 0)..<variants.count
    return TrialFinding(
      family.map { comparison($0, against: rival) }, at: place - family.lowerBound, isVoid: isSkewed)
  }

  private func comparison(_ place: Int, against rival: Rival) -> Comparison {
    let (side, other) = (variants[place], rival == .first ? variants[0] : held)
    return Comparison(treated: side.arm, held: other.arm, share: other.share / (side.share + other.share))
  }
}
