import CLinux
import Glibc

/// SIGINT and SIGTERM as something to wait for: arm it before the first thread starts.
public enum StopSignal {
  private static var signals: sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    return signals
  }

  /// Holds both signals back in this thread and all that it starts.
  public static func arm() {
    var signals = signals
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  /// Waits for one of them and tells which it was.
  @discardableResult
  public static func wait() -> Int32 {
    var signals = signals
    var received: Int32 = 0
    while sigwait(&signals, &received) != 0 {}
    return received
  }

  /// Ends the process as soon as another of them comes.
  public static func endAtNext() {
    Thread.start { exit(128 + wait()) }
  }
}
