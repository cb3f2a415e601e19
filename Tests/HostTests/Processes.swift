import Glibc

/// Processes of this machine.
enum Processes {
  /// Whether a process has ended or is ending, waiting a moment for it.
  static func isGone(_ pid: pid_t) -> Bool {
    for _ in 0..<100 {
      if kill(pid, 0) != 0 { return true }
      usleep(20_000)
    }
    return false
  }
}
