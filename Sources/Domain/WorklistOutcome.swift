/// How a person's try to reach a learner ended; the table of outcomes has the same words.
public enum WorklistOutcome: String, CaseIterable, Sendable {
  /// Reached, and will return: messages wait for a while.
  case willReturn = "will_return"
  /// Reached, and will not return this time: the episode is over.
  case willNotReturn = "will_not_return"
  /// Reached, and wants to hear no more: an opt-out from everything.
  case wantsToStop = "wants_to_stop"
  /// Nobody answered: the learner is tried again while the campaign wants it.
  case notReached = "not_reached"
  /// The telephone or the mailbox is somebody else's, or nobody's: it is closed.
  case wrongContact = "wrong_contact"
}
