/// What a path of this handler asks for: which page, and the token that says for whom.
struct Address: Equatable {
  enum Screen: Equatable {
    /// Opting out, with the scope that the link stands for.
    case optOut(Scope)
    case preferences
  }

  let screen: Screen
  let token: String

  /// Reads `/unsubscribe/{token}`, `/unsubscribe/course/{token}`, `/unsubscribe/all/{token}` (all course reminders,
  /// REQ-0-68) and `/preferences/{token}`; nil for every other path.
  ///
  /// A link that names no scope is a mail program's: its list is the topic (RFC 8058 §3.1).
  init?(path: String) {
    let segments = path.split(separator: "/")
    switch segments.dropLast().map(String.init) {
    case ["unsubscribe"], ["unsubscribe", "all"]: screen = .optOut(.topic)
    case ["unsubscribe", "course"]: screen = .optOut(.subject)
    case ["preferences"]: screen = .preferences
    default: return nil
    }
    token = String(segments[segments.count - 1])
  }
}
