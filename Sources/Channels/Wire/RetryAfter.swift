package import Domain

/// The wait that a provider asks for.
package enum RetryAfter {
  /// Longest wait that is honoured.
  static let cap = Instant.Span.hours(1)

  /// The wait of `Retry-After` (seconds or HTTP date, RFC 9110 §10.2.3) or else of `X-RateLimit-Reset` (epoch
  /// seconds), between zero and the cap; nil where neither can be read.
  package static func wait(_ answer: Observation.Answer, now: Instant) -> Instant.Span? {
    if let value = answer.header("retry-after"), let wait = wait(value, now: now) { return wait }
    return answer.header("x-ratelimit-reset").flatMap(digits).map { clamped(Instant(seconds: $0) - now) }
  }

  static func wait(_ value: String, now: Instant) -> Instant.Span? {
    if let seconds = digits(value) { return clamped(.seconds(seconds)) }
    return HTTPDate.instant(value).map { clamped($0 - now) }
  }

  private static func clamped(_ span: Instant.Span) -> Instant.Span { min(max(span, .seconds(0)), cap) }

  /// A number of at most ten digits; more of them mean no less than the cap either way.
  private static func digits(_ text: String) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else {
      return nil
    }
    return text.utf8.count > 10 ? 9_999_999_999 : Int(text)
  }
}
