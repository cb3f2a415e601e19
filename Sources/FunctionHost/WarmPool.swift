public import Domain

/// Warm processes of one function: at most `size` at a time, started when needed, ended when idle.
///
/// A process that dies, hangs or floods loses the one event that it held; the caller gets the outcome and decides by
/// its exit code. The next event gets a fresh process.
public final class WarmPool: Sendable {
  private struct State {
    var idle: [WarmHandlerBox] = []
    var busy = 0
    var isClosed = false
  }

  /// Moves a process between threads; whoever holds the box owns the process.
  private final class WarmHandlerBox: Sendable {
    nonisolated(unsafe) var handler: WarmHandler
    init(_ handler: consuming sending WarmHandler) { self.handler = handler }
  }

  private let executable: Executable
  private let size: Int
  private let idleTime: Instant.Span
  private let log: @Sendable (String) -> Void
  private let state = Monitor(State())

  /// `executable` should start in stream mode; `idleTime` is how long a process waits for its next event.
  public init(
    _ executable: Executable, size: Int, idleTime: Instant.Span = .seconds(60),
    log: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.executable = executable
    self.size = size
    self.idleTime = idleTime
    self.log = log
  }

  /// Handles one event, a single line of JSON; waits for a free process.
  ///
  /// - Parameter time: How long the event may take; the executable's wall time where it is nil.
  public func handle(_ event: some Sequence<UInt8>, within time: Instant.Span? = nil) -> Outcome {
    let start = Monotonic.now
    guard let waiting = checkOut() else {
      return Outcome(
        end: .notStarted("the pool is closed"), output: [], logTail: "", duration: Monotonic.now - start, peakMemory: 0)
    }
    var box = waiting.first
    if box == nil {
      do throws(LaunchError) {
        box = WarmHandlerBox(try WarmHandler(executable, log: log))
      } catch {
        checkIn(nil)
        return Outcome(
          end: .notStarted(error.reason), output: [], logTail: "", duration: Monotonic.now - start, peakMemory: 0)
      }
    }
    guard let box else { preconditionFailure("a process was started or taken") }
    let (outcome, survives) = box.handler.handle(event, within: time ?? executable.limits.wallTime)
    checkIn(survives ? box : nil)
    return outcome
  }

  /// Ends processes that have waited longer than the idle time.
  public func recycle() {
    let limit = Monotonic.now
    let stale = state.withLock { state -> [WarmHandlerBox] in
      let stale = state.idle.filter { $0.handler.lastUsed + idleTime < limit }
      state.idle.removeAll { $0.handler.lastUsed + idleTime < limit }
      return stale
    }
    _ = stale
  }

  /// Processes alive now.
  public var processes: Int { state.withLock { $0.idle.count + $0.busy } }

  /// Takes no further events, waits for those in flight and ends every process.
  public func close() {
    state.withLock { $0.isClosed = true }
    let idle = state.wait { state -> [WarmHandlerBox]? in
      guard state.busy == 0 else { return nil }
      defer { state.idle = [] }
      return state.idle
    }
    _ = idle
  }

  /// A live idle process, none where one may be started, nil where the pool is closed.
  private func checkOut() -> [WarmHandlerBox]? {
    var dead: [WarmHandlerBox] = []
    defer { dead.removeAll() }
    let taken = state.wait { state -> [WarmHandlerBox]?? in
      if state.isClosed { return .some(nil) }
      while let box = state.idle.popLast() {
        if box.handler.isAlive {
          state.busy += 1
          return .some([box])
        }
        dead.append(box)
      }
      guard state.busy < size else { return nil }
      state.busy += 1
      return .some([])
    }
    return taken ?? nil
  }

  private func checkIn(_ box: WarmHandlerBox?) {
    state.withLock { state in
      state.busy -= 1
      if let box { state.idle.append(box) }
    }
  }
}
