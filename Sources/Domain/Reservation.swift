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
  /// The most that it may cost; nil where nothing has a price.
  public var cost: MessageCost?
  /// The place in the page of the plan whose message it stands in; nil where it goes alone or carries others.
  public var carrier: Int?
}
