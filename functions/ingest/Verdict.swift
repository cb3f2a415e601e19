import HostEvents

/// What became of one event.
enum Verdict: Equatable {
  case taken
  /// It was taken before.
  case repeated
  case kept(KeptEvent.Reason, detail: String)

  var word: String {
    switch self {
    case .taken: "taken"
    case .repeated: "repeated"
    case .kept: "kept"
    }
  }
}
