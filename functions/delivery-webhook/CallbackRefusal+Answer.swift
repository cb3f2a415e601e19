import Callbacks

extension CallbackRefusal {
  /// The status for a caller, who learns nothing from it about why a signature does not fit.
  var answer: Int {
    switch self {
    case .unsigned, .forged, .stale: 401
    case .malformed: 400
    case .tooManyEvents: 413
    }
  }

  /// The reason for our log.
  var code: String {
    switch self {
    case .unsigned: "unsigned"
    case .forged: "forged"
    case .stale: "stale"
    case .malformed: "malformed"
    case .tooManyEvents: "too_many_events"
    }
  }
}
