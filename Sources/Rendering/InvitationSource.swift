public import Domain
public import JSON

/// An invitation to a meeting, or its withdrawal, as `publish` stores it: an email, and what it does to the meeting that the
/// context names.
public struct InvitationSource: MessageContent {
  public static let channel = Channel.calendar

  public var kind: InviteKind
  public var email: EmailSource
  /// Mustache of what the meeting is called in calendars; nil where the context's `meeting` says it.
  public var title: String?
  /// Mustache of what calendars say about it; nil where the context's `meeting` does.
  public var description: String?

  public init(_ kind: InviteKind, in email: EmailSource, title: String? = nil, description: String? = nil) {
    self.kind = kind
    self.email = email
    self.title = title
    self.description = description
  }

  public init?(json: JSON) {
    guard let kind = json["invite"]?.string.flatMap(InviteKind.init(rawValue:)), let email = EmailSource(json: json)
    else {
      return nil
    }
    self.init(
      kind, in: email, title: json["meeting_title"]?.string, description: json["meeting_description"]?.string)
  }

  /// The email's, and beside it `invite` and what it says about the meeting.
  public var json: JSON {
    var members = email.json.object ?? [:]
    members["invite"] = .string(kind.rawValue)
    members["meeting_title"] = title.map(JSON.string)
    members["meeting_description"] = description.map(JSON.string)
    return .object(members)
  }
}
