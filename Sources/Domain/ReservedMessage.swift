/// A message of a step with an anchor that has not left: it is reserved, or was held back because its date had moved.
public struct ReservedMessage: Sendable, Equatable {
  /// Index into the campaign's steps.
  public var step: Int
  public var occurrence: Int
  public var slot: Instant
  /// Whether a sender has found its date moved, and skipped it.
  public var isHeldBack: Bool

  public init(step: Int, occurrence: Int, slot: Instant, isHeldBack: Bool = false) {
    self.step = step
    self.occurrence = occurrence
    self.slot = slot
    self.isHeldBack = isHeldBack
  }
}
