/// Why a channel may not be used.
public enum Finding: Sendable, Equatable {
  /// Not now; as far as this rule goes it opens at the instant.
  case waits(Reason, until: Instant)
  /// Not for this slot.
  case closed(Reason)
}
