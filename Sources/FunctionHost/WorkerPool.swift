public import FunctionContract
public import Processes

/// Threads that do what an event loop must not wait for: a bounded number, with a bounded queue before them.
public final class WorkerPool: Sendable {
  private struct State {
    var queue: [@Sendable () -> Void] = []
    /// Index of the next work in `queue`.
    var first = 0
    var threads = 0
    var busy = 0
    var isClosed = false

    /// Queued or running.
    var unfinished: Int { queue.count - first + busy }

    mutating func take() -> (@Sendable () -> Void)? {
      guard first < queue.count else { return nil }
      let work = queue[first]
      first += 1
      busy += 1
      if first == queue.count || first > 1024 {
        queue.removeFirst(first)
        first = 0
      }
      return work
    }
  }

  private let threads: Int
  private let queue: Int
  private let state = Monitor(State())

  /// At most `threads` works run and `queue` wait; threads are started when they are first needed.
  public init(threads: Int, queue: Int) {
    self.threads = threads
    self.queue = queue
  }

  deinit { state.withLock { $0.isClosed = true } }

  /// Queues `work`; false, and it will not run, where the queue is full or the pool closed.
  public func submit(_ work: @escaping @Sendable () -> Void) -> Bool {
    let (isTaken, needsThread) = state.withLock { state -> (Bool, Bool) in
      if state.isClosed || state.unfinished >= threads + queue { return (false, false) }
      state.queue.append(work)
      let needsThread = state.threads < threads && state.threads < state.unfinished
      if needsThread { state.threads += 1 }
      return (true, needsThread)
    }
    if needsThread, !Thread.start({ [state] in WorkerPool.run(state) }) { return giveUpThread() }
    return isTaken
  }

  /// Takes nothing further and waits until all that was taken is done; false where `deadline` passes first.
  @discardableResult
  public func close(until deadline: Monotonic? = nil) -> Bool {
    state.withLock { $0.isClosed = true }
    return state.wait(until: deadline) { $0.threads == 0 ? true : nil } ?? false
  }

  /// The system has no thread left: false where no other one is there to do the work.
  private func giveUpThread() -> Bool {
    state.withLock { state in
      state.threads -= 1
      if state.threads > 0 { return true }
      state.queue = []
      state.first = 0
      return false
    }
  }

  private static func run(_ state: Monitor<State>) {
    while let work = next(state) {
      work()
      state.withLock { $0.busy -= 1 }
    }
  }

  /// The next work; nil, and the thread is no longer counted, where the pool is closed and all is done.
  private static func next(_ state: Monitor<State>) -> (@Sendable () -> Void)? {
    let next = state.wait { state -> (@Sendable () -> Void)?? in
      if let work = state.take() { return .some(work) }
      guard state.isClosed else { return nil }
      state.threads -= 1
      return .some(nil)
    }
    return next ?? nil
  }
}

extension WorkerPool {
  /// An answer that a worker makes, or `busy` where all work and the queue is full.
  public func answer(busy: HTTPResponse, _ make: @escaping @Sendable () -> HTTPResponse) -> HTTPAnswer {
    .later { [self] responder in
      if !submit({ responder.answer(make()) }) { responder.answer(busy) }
    }
  }
}
