public import Domain
import Glibc

/// When the host will end the handler: real time, also where `Invocation.now` is virtual.
///
/// It is kept on the monotonic clock, so that a step of the wall clock neither shortens nor stretches an invocation.
public struct Deadline: Sendable {
  private let end: Int

  /// The moment `span` from now.
  public init(after span: Instant.Span) {
    let (end, overflow) = Deadline.monotonic.addingReportingOverflow(span.microseconds)
    self.end = overflow ? .max : end
  }

  /// The real time left, never below zero.
  public var remaining: Instant.Span { Instant.Span(microseconds: max(0, end - Deadline.monotonic)) }

  /// Whether no time is left.
  public var isPast: Bool { remaining.microseconds == 0 }

  private static var monotonic: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000 + time.tv_nsec / 1000
  }
}
