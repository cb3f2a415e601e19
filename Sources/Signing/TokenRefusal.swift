/// Why a token opts nobody out.
///
/// For counters only: every refusal looks alike to the one who sent it.
public enum TokenRefusal: String, Error, Sendable {
  /// Too long, or not in the form that this product writes.
  case malformed
  /// Signed with a key that the ring has not, or no longer.
  case unknownKey = "unknown_key"
  /// The signature does not fit.
  case forged
  /// Older than a token may be, or dated in the future.
  case expired
}
