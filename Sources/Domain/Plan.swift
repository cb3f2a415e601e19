/// What one look at an enrolment decided; writing it down is all that is left to do.
public struct Plan: Sendable, Equatable {
  /// The message to reserve now; at most one per learner and tick.
  public var reservation: Reservation?
  /// Slots decided against, each to be recorded.
  public var skips: [Skip]
  /// The enrolment's steps after this look, in the campaign's order.
  public var steps: [StepState]
  /// What was found for each step, in the campaign's order.
  public var verdicts: [Verdict]
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

/// A message to reserve: one row of the ledger.
public struct Reservation: Sendable, Equatable {
  /// Index into the campaign's steps.
  public var step: Int
  public var stepID: String
  /// Counted from 1; unique together with enrolment, step and channel.
  public var occurrence: Int
  public var channel: Channel
  /// The message's name: `messages/<template>.<channel>.md`.
  public var template: String
  /// Counted from 1 over the step's templates.
  public var stage: Int
  /// The slot that the message belongs to.
  public var slot: Instant
  public var notBefore: Instant
  /// After this instant the message is skipped, not sent.
  public var expiresAt: Instant
}

/// A slot that is not used, with its reason.
public struct Skip: Sendable, Equatable {
  /// Index into the campaign's steps.
  public var step: Int
  public var stepID: String
  /// The newest occurrence that this record covers, counted from 1.
  public var occurrence: Int
  public var channel: Channel
  public var reason: Reason
  /// The slot of `occurrence`.
  public var slot: Instant
  /// How many occurrences in a row this record stands for: missed slots of a cadence share one.
  public var covers: Int
}

/// What a look found for one step.
public enum Verdict: Sendable, Equatable {
  /// Nothing of the step is left.
  case over
  /// Not due before this instant.
  case upcoming(Instant)
  case reserved(Channel)
  case deferred(Reason, until: Instant)
  case skipped(Reason)
}
