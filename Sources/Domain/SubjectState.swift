/// What the host platform says about the campaign's subject for one learner: the course, session or payment.
public struct SubjectState: Sendable, Equatable {
  /// When the campaign's goal was reached; nil while it is open.
  public var goalReachedAt: Instant?
  /// The newest activity after the one that enrolled the learner: it suspends and re-anchors the plan.
  public var returnedAt: Instant?
  /// Whether the subject is gone: ended, deleted, or left by the learner.
  public var isOver: Bool

  public init(goalReachedAt: Instant? = nil, returnedAt: Instant? = nil, isOver: Bool = false) {
    self.goalReachedAt = goalReachedAt
    self.returnedAt = returnedAt
    self.isOver = isOver
  }
}
