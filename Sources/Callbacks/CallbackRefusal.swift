/// Why a callback is not read at all.
public enum CallbackRefusal: Error, Sendable, Equatable {
  /// The signature's headers are missing.
  case unsigned
  /// The signature does not fit.
  case forged
  /// The signature is older than the tolerance, or dated in the future.
  case stale
  /// The body is not what the provider's format is, from this byte on.
  case malformed(at: Int)
  case tooManyEvents(limit: Int)
  /// Whether the signature fits could not be found out now; the provider may try again.
  case unverifiable

  /// The HTTP status for a caller, who learns nothing from it about why a signature does not fit.
  public var status: Int {
    switch self {
    case .unsigned, .forged, .stale: 401
    case .malformed: 400
    case .tooManyEvents: 413
    case .unverifiable: 503
    }
  }

  /// What the caller may know: what would fit.
  public var advice: String {
    if case .tooManyEvents(let limit) = self { "send at most \(limit) events in one request\n" } else { "" }
  }

  /// The reason for our log.
  public var code: String {
    switch self {
    case .unsigned: "unsigned"
    case .forged: "forged"
    case .stale: "stale"
    case .malformed: "malformed"
    case .tooManyEvents: "too_many_events"
    case .unverifiable: "unverifiable"
    }
  }
}
