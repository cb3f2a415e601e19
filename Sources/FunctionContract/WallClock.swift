public import Domain
import Glibc

/// The machine's clock, read at the edge only: rules and statements get `Invocation.now`.
public enum WallClock {
  /// The current time in whole microseconds.
  public static var now: Instant {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Instant(microseconds: time.tv_sec * 1_000_000 + time.tv_nsec / 1000)
  }
}
