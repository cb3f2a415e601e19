/// What one look at an enrolment decided; writing it down is all that is left to do.
public struct Plan: Sendable, Equatable {
  /// The message to reserve now; at most one per learner and tick.
  public var reservation: Reservation?
  /// Slots decided against, each to be recorded.
  public var skips: [Skip]
  /// What was reserved before and must not leave.
  public var withdrawals: [Withdrawal]
  /// The enrolment's steps after this look, in the campaign's order.
  public var steps: [StepState]
  /// How much later than planned the whole plan lies after this look.
  public var shift: Instant.Span
  /// What was found for each step, in the campaign's order.
  public var verdicts: [Verdict]
  /// The rules that failed beside the one that a step's verdict names.
  public var furtherFailures: [FailedRule]
  public var status: EnrolmentStatus
  /// Why the episode is over; nil while it goes on.
  public var endReason: Reason?
  /// When to look again, always later than this look; nil when the episode is over or paused.
  public var nextDueAt: Instant?

  /// The waiting step that will be looked at first; nil where nothing waits.
  public var deferral: (reason: Reason, until: Instant)? {
    var first: (reason: Reason, until: Instant)?
    for case .deferred(let reason, let until) in verdicts where until < first?.until ?? .distantFuture {
      first = (reason, until)
    }
    return first
  }
}
