/// What the host platform says about the campaign's subject for one learner: the course, session or payment.
public struct SubjectState: Sendable, Equatable {
  /// When the campaign's goal was reached; nil while it is open.
  public var goalReachedAt: Instant?
  /// The newest activity after the one that enrolled the learner: it suspends and re-anchors the plan.
  public var returnedAt: Instant?
  /// Whether the subject is gone: ended, deleted, or left by the learner.
  public var isOver: Bool
  /// Moments of the subject that steps are timed by, such as a session's start; one that is unknown is absent.
  public var anchors: [String: Instant]
  /// What holds or not, for steps that ask; one that is unknown is absent.
  public var facts: [String: Bool]

  public init(
    goalReachedAt: Instant? = nil, returnedAt: Instant? = nil, isOver: Bool = false, anchors: [String: Instant] = [:],
    facts: [String: Bool] = [:]
  ) {
    self.goalReachedAt = goalReachedAt
    self.returnedAt = returnedAt
    self.isOver = isOver
    self.anchors = anchors
    self.facts = facts
  }
}
