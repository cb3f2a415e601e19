/// What a path of this handler asks for: which page, and the token that says for whom.
struct Address: Equatable {
  enum Screen: Equatable {
    /// Opting out, with the scope that the link stands for.
    case optOut(Scope)
    case preferences
  }

  let screen: Screen
  let token: String

  /// Reads `/unsubscribe/{token}` and `/unsubscribe/course/{token}` (REQ-0-67), `/unsubscribe/all/{token}` (all course
  /// reminders, REQ-0-68) and `/preferences/{token}`; nil for every other path.
  init?(path: String) {
    let segments = path.split(separator: "/")
    switch segments.dropLast().map(String.init) {
    case ["unsubscribe"], ["unsubscribe", "course"]: screen = .optOut(.subject)
    case ["unsubscribe", "all"]: screen = .optOut(.topic)
    case ["preferences"]: screen = .preferences
    default: return nil
    }
    token = String(segments[segments.count - 1])
  }
}
