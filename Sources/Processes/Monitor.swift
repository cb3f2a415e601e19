import Glibc

/// State that threads share: one lock, and waiting until the state allows what a thread wants.
public final class Monitor<State>: Sendable {
  // Guarded by `mutex`; the pointers never change after `init`.
  nonisolated(unsafe) private var state: State
  nonisolated(unsafe) private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  nonisolated(unsafe) private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  public init(_ state: sending State) {
    self.state = state
    pthread_mutex_init(mutex, nil)
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(changed, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    pthread_cond_destroy(changed)
    pthread_mutex_destroy(mutex)
    changed.deallocate()
    mutex.deallocate()
  }

  /// Runs `body` alone on the state, then wakes those who wait for a change.
  @discardableResult
  public func withLock<Result>(_ body: (inout State) -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer {
      pthread_cond_broadcast(changed)
      pthread_mutex_unlock(mutex)
    }
    return body(&state)
  }

  /// Looks at the state without changing it; wakes nobody.
  public func read<Result>(_ body: (State) -> Result) -> Result {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    return body(state)
  }

  /// Tries `attempt` now and after every change until it returns a value; nil once `deadline` has passed.
  public func wait<Result>(until deadline: Monotonic? = nil, _ attempt: (inout State) -> Result?) -> Result? {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    while true {
      if let result = attempt(&state) {
        pthread_cond_broadcast(changed)
        return result
      }
      guard let deadline else {
        pthread_cond_wait(changed, mutex)
        continue
      }
      if Monotonic.now >= deadline { return nil }
      var time = deadline.absoluteTime
      pthread_cond_timedwait(changed, mutex, &time)
    }
  }
}
