/// What somebody was told last about a meeting.
public struct InvitationState: Sendable, Equatable {
  /// As the ledger writes it; `removed` is somebody who is no longer asked to a meeting that takes place.
  public enum Status: String, Sendable {
    case invited
    case cancelled
    case removed
  }

  public let sequence: Int
  public let status: Status
  /// Time and place, as `Meeting.times` had them.
  public let times: String

  public init(sequence: Int, status: Status, times: String) {
    self.sequence = sequence
    self.status = status
    self.times = times
  }

  /// Whether somebody who was told `other` hears nothing new by it.
  public func tells(sameAs other: InvitationState?) -> Bool {
    status == other?.status && (status != .invited || times == other?.times)
  }

  /// What a message of `kind` makes of it; nil before the first.
  ///
  /// A repetition keeps its number, a change has the next one;
  /// who was never invited cannot be told that it is over.
  public static func next(
    _ kind: Invitation.Kind, _ meeting: Meeting, after last: InvitationState?
  ) throws(InvitationError) -> InvitationState {
    let status: Status =
      switch kind {
      case .request: .invited
      case .cancellation: .cancelled
      case .removal: .removed
      }
    guard let last else {
      if kind != .request { throw .neverInvited }
      return InvitationState(sequence: 0, status: status, times: meeting.times)
    }
    let isSame = last.status == status && (kind != .request || last.times == meeting.times)
    return InvitationState(sequence: isSame ? last.sequence : last.sequence + 1, status: status, times: meeting.times)
  }
}
