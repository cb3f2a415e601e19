extension RetryPolicy {
  /// The longest time that a provider may ask us to wait.
  public static let longestRetryAfter = Instant.Span.hours(1)

  /// How long to wait before the next try of a message that was certainly not accepted; nil when it is not tried again.
  ///
  /// - Parameters:
  ///   - attempts: tries made so far, at least 1.
  ///   - retryAfter: what the provider asked for; it wins over the campaign's own delay, up to an hour.
  ///   - jitter: a random share between 0 and 1, given by the caller; up to a tenth is added so that retries spread.
  public func wait(afterAttempts attempts: Int, retryAfter: Instant.Span? = nil, jitter: Double) -> Instant.Span? {
    guard attempts >= 1, attempts <= delays.count else { return nil }
    let base = max(retryAfter.map { min($0, Self.longestRetryAfter) } ?? delays[attempts - 1], .seconds(0))
    let share = jitter.isFinite ? min(max(jitter, 0), 1) : 0
    return base + Instant.Span(microseconds: Int(Double(base.microseconds) * 0.1 * share))
  }
}
