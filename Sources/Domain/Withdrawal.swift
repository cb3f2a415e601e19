/// An occurrence of a step whose reserved messages must not leave, since its date has moved.
public struct Withdrawal: Sendable, Equatable {
  /// Index into the campaign's steps.
  public var step: Int
  public var occurrence: Int

  public init(step: Int, occurrence: Int) {
    self.step = step
    self.occurrence = occurrence
  }
}
