/// Why an invitation cannot be written; names the part, never its text.
public enum InvitationError: Error, Equatable, Sendable, CustomStringConvertible {
  case empty(String)
  case tooLong(String, limit: Int)
  case controlCharacter(String)
  /// The meeting ends when it starts, or before.
  case endsBeforeItStarts
  /// A recurring meeting has no zone, or the zone's clocks are not known for all of its days.
  case unknownClocks
  case malformed(String, needs: String)
  /// A withdrawal to somebody who was never told of the meeting.
  case neverInvited
  /// A correction of what is right.
  case nothingNew

  public var description: String {
    switch self {
    case .empty(let part): "the meeting's \(part) is empty"
    case .tooLong(let part, let limit): "the meeting's \(part) is longer than \(limit) bytes; shorten it"
    case .controlCharacter(let part): "the meeting's \(part) holds a control character; remove it"
    case .endsBeforeItStarts: "the meeting must end after it starts"
    case .unknownClocks: "a recurring meeting needs a zone whose clocks are known from its first day to its last"
    case .neverInvited: "nobody can be uninvited who was not invited"
    case .nothingNew: "what was told is true"
    case .malformed(let part, let needs): "the meeting's \(part) must be \(needs)"
    }
  }
}
