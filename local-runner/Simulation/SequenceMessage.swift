import Domain

/// A message to one learner of one campaign that went out.
struct SequenceMessage: Sendable {
  /// The delivery's id.
  var delivery: Int
  /// The step's id.
  var step: String
  var channel: Channel
  /// When the planner decided to send it.
  var reservedAt: Instant
  var sentAt: Instant
}
