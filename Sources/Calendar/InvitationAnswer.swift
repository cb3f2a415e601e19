public import Domain

/// What somebody's calendar says to an invitation (iTIP `REPLY`, RFC 5546 3.2.3).
public struct InvitationAnswer: Sendable, Equatable {
  /// What they intend.
  public enum Intent: String, Sendable, CaseIterable {
    case accepted
    case declined
    case tentative
  }

  /// The planned start of the one meeting of a series that is answered.
  public enum Occurrence: Sendable, Equatable {
    case at(Instant)
    /// What the clocks of a zone show then, as `20261208T190000`, and the name that the writer's calendar has for the zone.
    case local(String, zone: String)
  }

  public let uid: String
  public let intent: Intent
  /// Whose answer it says it is, in lower case; anybody can write that.
  public let attendee: String
  /// Whom it says it answers, in lower case; nil where it does not say.
  public let organizer: String?
  /// Of the invitation that it answers.
  public let sequence: Int
  /// When it says it was written; nil where it does not say.
  public let stampedAt: Instant?
  /// nil answers for all meetings of a series.
  public let occurrence: Occurrence?
}
