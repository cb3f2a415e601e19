import Domain
import FunctionHost
import Processes

/// The requests that counted against one limit of Discord's.
struct DiscordWindow: Sendable {
  struct Limit: Sendable {
    let name: String
    let requests: Int
    let span: Instant.Span

    /// All that one bot asks.
    static let bot = Limit(name: "bot", requests: 50, span: .seconds(1))
    /// Channels opened to people.
    static let opening = Limit(name: "open", requests: 5, span: .seconds(5))
    /// Messages into one channel.
    static let channel = Limit(name: "post", requests: 5, span: .seconds(5))
  }

  private let limit: Limit
  private var start = Monotonic.now
  private var count = 0

  init(_ limit: Limit) { self.limit = limit }

  var remaining: Int { max(0, limit.requests - count) }

  /// In seconds, to the thousandth.
  var resetAfter: Double {
    let left = max(start + limit.span - .now, .seconds(0))
    return Double((left.microseconds + 999) / 1000) / 1000
  }

  /// Counts a request; the seconds to wait where it is one too many, and does not count.
  mutating func take() -> Double? {
    if start + limit.span <= .now { (start, count) = (.now, 0) }
    guard count < limit.requests else { return resetAfter }
    count += 1
    return nil
  }
}
