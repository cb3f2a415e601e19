import Glibc

/// Time since some fixed point, never set back.
package enum MonotonicClock {
  package static var microseconds: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000 + time.tv_nsec / 1000
  }
}
