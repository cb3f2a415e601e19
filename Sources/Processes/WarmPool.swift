import Domain

/// Warm processes of one function: at most `size` at a time, started when needed.
///
/// A process that dies, hangs or floods loses the events that it held; the callers get the outcome and decide by its exit code. The
/// next event gets a fresh process, also after one that wrote more than its replies. Events that wait for a process are given to
/// it together where the function takes several, each on a line of its own.
public final class WarmPool: Sendable {
  private struct State {
    var idle: [WarmHandlerBox] = []
    var busy = 0
    var isClosed = false
    var lastNumber = 0
    /// Events that nobody has given to a process yet, in order.
    var waiting: [Waiting] = []
    /// What became of events that others gave to a process, by their numbers.
    var outcomes: [Int: Outcome] = [:]
  }

  private struct Waiting {
    let number: Int
    let event: [UInt8]
    let end: Monotonic?
  }

  /// Moves a process between threads; whoever holds the box owns the process.
  private final class WarmHandlerBox: Sendable {
    nonisolated(unsafe) var handler: WarmHandler
    init(_ handler: consuming sending WarmHandler) { self.handler = handler }
  }

  /// What a caller gets.
  private enum Place {
    /// Its event, with others that waited, for a process; nil may be started.
    case process(WarmHandlerBox?, [Waiting])
    /// Another caller has had it handled.
    case answered(Outcome)
    case refused(Outcome.End)
  }

  private let executable: Executable
  private let size: Int
  private let together: Int
  private let log: @Sendable (String) -> Void
  private let state = Monitor(State())

  /// `executable` should start in stream mode; `together` is how many events a process is given at once where they wait.
  public init(
    _ executable: Executable, size: Int, together: Int = 1, log: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.executable = executable
    self.size = size
    self.together = together
    self.log = log
  }

  /// Handles one event, a single line of JSON; waits for a free process.
  ///
  /// - Parameter end: When the event must be done, also the time that it waits; besides, a process has the executable's
  ///   wall time for it.
  public func handle(_ event: some Sequence<UInt8>, before end: Monotonic? = nil) -> Outcome {
    let event = Array(event)
    let number = state.withLock { state in
      state.lastNumber += 1
      state.waiting.append(Waiting(number: state.lastNumber, event: event, end: end))
      return state.lastNumber
    }
    switch checkOut(number, before: end) {
    case .refused(let end): return .unstarted(end)
    case .answered(let outcome): return outcome
    case .process(let box?, let events): return handle(events, by: box)
    case .process(nil, let events):
      do throws(LaunchError) {
        return handle(events, by: WarmHandlerBox(try WarmHandler(executable, log: log)))
      } catch {
        return checkIn(nil, events, Array(repeating: .unstarted(.notStarted(error.reason)), count: events.count))
      }
    }
  }

  private func handle(_ events: [Waiting], by box: WarmHandlerBox) -> Outcome {
    let wallTime = executable.limits.wallTime
    let end = events.compactMap(\.end).min()
    let (outcomes, isReady) = box.handler.handle(
      events.map(\.event), within: end.map { min($0 - .now, wallTime) } ?? wallTime)
    return checkIn(isReady ? box : nil, events, outcomes)
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

  /// Waits for a process, for room to start one, or until another caller has had the event handled.
  private func checkOut(_ number: Int, before end: Monotonic?) -> Place {
    var dead: [WarmHandlerBox] = []
    defer { dead.removeAll() }
    func attempt(_ state: inout State) -> Place? {
      if let outcome = state.outcomes.removeValue(forKey: number) { return .answered(outcome) }
      guard let place = state.waiting.firstIndex(where: { $0.number == number }) else { return nil }
      let isLate = end.map { $0 <= .now } ?? false
      if state.isClosed || isLate {
        state.waiting.remove(at: place)
        return .refused(state.isClosed ? .notStarted("the pool is closed") : .deadline)
      }
      while let box = state.idle.popLast() {
        if box.handler.isReady { return .process(box, take(place, &state)) }
        dead.append(box)
      }
      return state.busy < size ? .process(nil, take(place, &state)) : nil
    }
    if let place = state.wait(until: end, attempt) ?? state.withLock(attempt) { return place }
    return state.wait(attempt) ?? .refused(.deadline)  // it is being handled: its time is the process's
  }

  /// The caller's event and as many others as a process may be given with it.
  private func take(_ place: Int, _ state: inout State) -> [Waiting] {
    state.busy += 1
    let own = state.waiting.remove(at: place)
    let others = state.waiting.prefix(together - 1)
    state.waiting.removeFirst(others.count)
    return [own] + others
  }

  /// Gives back the process, and to each caller its outcome; returns that of the first, whose caller this is.
  private func checkIn(_ box: WarmHandlerBox?, _ events: [Waiting], _ outcomes: [Outcome]) -> Outcome {
    state.withLock { state in
      state.busy -= 1
      if let box { state.idle.append(box) }
      for (event, outcome) in zip(events, outcomes).dropFirst() { state.outcomes[event.number] = outcome }
    }
    return outcomes[0]
  }
}
