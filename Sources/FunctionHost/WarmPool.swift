public import Domain

/// Warm processes of one function: at most `size` at a time, started when needed.
///
/// A process that dies, hangs or floods loses the one event that it held; the caller gets the outcome and decides by
/// its exit code. The next event gets a fresh process, also after one that wrote more than its reply.
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
  private let log: @Sendable (String) -> Void
  private let state = Monitor(State())

  /// `executable` should start in stream mode.
  public init(_ executable: Executable, size: Int, log: @escaping @Sendable (String) -> Void = { _ in }) {
    self.executable = executable
    self.size = size
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
    let (outcome, isReady) = box.handler.handle(event, within: time ?? executable.limits.wallTime)
    checkIn(isReady ? box : nil)
    return outcome
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

  /// A process that is ready, none where one may be started, nil where the pool is closed.
  private func checkOut() -> [WarmHandlerBox]? {
    var dead: [WarmHandlerBox] = []
    defer { dead.removeAll() }
    let taken = state.wait { state -> [WarmHandlerBox]?? in
      if state.isClosed { return .some(nil) }
      while let box = state.idle.popLast() {
        if box.handler.isReady {
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
