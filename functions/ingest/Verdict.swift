import HostEvents

/// What became of one event.
enum Verdict: Equatable {
  case taken
  /// It was taken before.
  case repeated
  case kept(KeptEvent.Reason, detail: String)

  /// Whether it is kept until something is there that it needs.
  var isWaiting: Bool {
    if case .kept(let reason, _) = self { reason == .unknownLearner || reason == .unknownRow } else { false }
  }

  var word: String {
    switch self {
    case .taken: "taken"
    case .repeated: "repeated"
    case .kept: "kept"
    }
  }
}
