public import Domain
public import JSON

/// An invitation to a meeting, or its withdrawal, as `publish` stores it: an email, and what it does to the meeting that the
/// context names.
public struct InvitationSource: MessageContent {
  public static let channel = Channel.calendar

  public var kind: InviteKind
  public var email: EmailSource

  public init(_ kind: InviteKind, in email: EmailSource) {
    self.kind = kind
    self.email = email
  }

  public init?(json: JSON) {
    guard let kind = json["invite"]?.string.flatMap(InviteKind.init(rawValue:)), let email = EmailSource(json: json)
    else {
      return nil
    }
    self.init(kind, in: email)
  }

  /// The email's, and `invite` beside.
  public var json: JSON {
    var members = email.json.object ?? [:]
    members["invite"] = .string(kind.rawValue)
    return .object(members)
  }
}
