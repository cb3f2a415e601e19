import Domain

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

  /// What a caller gets.
  private enum Place {
    case process(WarmHandlerBox)
    /// A process may be started.
    case room
    case refused(Outcome.End)
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
  /// - Parameter end: When the event must be done, also the time that it waits; besides, a process has the executable's
  ///   wall time for it.
  public func handle(_ event: some Sequence<UInt8>, before end: Monotonic? = nil) -> Outcome {
    switch checkOut(before: end) {
    case .refused(let end): return .unstarted(end)
    case .process(let box): return handle(event, by: box, before: end)
    case .room:
      do throws(LaunchError) {
        return handle(event, by: WarmHandlerBox(try WarmHandler(executable, log: log)), before: end)
      } catch {
        checkIn(nil)
        return .unstarted(.notStarted(error.reason))
      }
    }
  }

  private func handle(_ event: some Sequence<UInt8>, by box: WarmHandlerBox, before end: Monotonic?) -> Outcome {
    let wallTime = executable.limits.wallTime
    let (outcome, isReady) = box.handler.handle(event, within: end.map { min($0 - .now, wallTime) } ?? wallTime)
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

  /// Waits for a process, or for room to start one.
  private func checkOut(before end: Monotonic?) -> Place {
    var dead: [WarmHandlerBox] = []
    defer { dead.removeAll() }
    let place = state.wait(until: end) { state -> Place? in
      if state.isClosed { return .refused(.notStarted("the pool is closed")) }
      if let end, end <= .now { return .refused(.deadline) }
      while let box = state.idle.popLast() {
        if box.handler.isReady {
          state.busy += 1
          return .process(box)
        }
        dead.append(box)
      }
      guard state.busy < size else { return nil }
      state.busy += 1
      return .room
    }
    return place ?? .refused(.deadline)
  }

  private func checkIn(_ box: WarmHandlerBox?) {
    state.withLock { state in
      state.busy -= 1
      if let box { state.idle.append(box) }
    }
  }
}
