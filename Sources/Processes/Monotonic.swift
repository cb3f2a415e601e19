public import Domain
import Glibc

/// A point on the clock that no administrator sets back: deadlines and durations of the host are measured on it.
public struct Monotonic: Comparable, Sendable {
  /// Microseconds since an arbitrary start.
  public let microseconds: Int

  public static var now: Monotonic {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Monotonic(microseconds: time.tv_sec * 1_000_000 + time.tv_nsec / 1000)
  }

  public static func < (left: Monotonic, right: Monotonic) -> Bool { left.microseconds < right.microseconds }

  public static func + (point: Monotonic, span: Instant.Span) -> Monotonic {
    Monotonic(microseconds: point.microseconds + span.microseconds)
  }

  public static func - (left: Monotonic, right: Monotonic) -> Instant.Span {
    Instant.Span(microseconds: left.microseconds - right.microseconds)
  }

  /// Milliseconds from now to this point, rounded up, at least 0: what `poll` takes.
  var pollTimeout: Int32 {
    let left = microseconds - Monotonic.now.microseconds
    return left <= 0 ? 0 : Int32(clamping: (left + 999) / 1000)
  }

  var absoluteTime: timespec {
    timespec(tv_sec: microseconds / 1_000_000, tv_nsec: microseconds % 1_000_000 * 1000)
  }
}
