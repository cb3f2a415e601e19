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
  case tooManyEvents

  /// The HTTP status that tells the provider so; it tries again on all of them, which does no harm.
  public var status: Int {
    switch self {
    case .unsigned, .forged, .stale: 403
    case .malformed: 400
    case .tooManyEvents: 413
    }
  }
}
