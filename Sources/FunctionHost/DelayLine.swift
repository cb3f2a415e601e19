public import Processes

/// Short works in the order in which they are due, done by one thread.
public final class DelayLine: Sendable {
  private struct Entry {
    var due: Monotonic
    var work: @Sendable () -> Void
  }

  private struct State {
    /// Sorted by `due`; `first` is the next one.
    var entries: [Entry] = []
    var first = 0
    var hasThread = false
    var isClosed = false

    var nextDue: Monotonic? { first < entries.count ? entries[first].due : nil }

    mutating func insert(_ entry: Entry) {
      var index = entries.endIndex
      while index > first, entries[index - 1].due > entry.due { index -= 1 }
      entries.insert(entry, at: index)
    }

    mutating func removeFirst() -> Entry {
      defer {
        first += 1
        if first > 1024 {
          entries.removeFirst(first)
          first = 0
        }
      }
      return entries[first]
    }
  }

  private enum Step {
    case work(Entry)
    case sleep(until: Monotonic)
    case end
  }

  private let state = Monitor(State())

  public init() {}

  /// Does `work`, which must not block, at `due`; at once where the line is closed.
  public func add(at due: Monotonic, _ work: @escaping @Sendable () -> Void) {
    let (isClosed, startsThread) = state.withLock { state in
      if !state.isClosed { state.insert(Entry(due: due, work: work)) }
      defer { state.hasThread = true }
      return (state.isClosed, !state.hasThread)
    }
    if isClosed {
      work()
    } else if startsThread {
      Thread.start { [self] in run() }
    }
  }

  /// Does every work at once and ends the thread.
  public func close() {
    let left = state.withLock { state in
      state.isClosed = true
      defer { (state.entries, state.first) = ([], 0) }
      return state.entries[state.first...]
    }
    for entry in left { entry.work() }
  }

  private func run() {
    var wakeUp: Monotonic?
    while true {
      let step = state.wait(until: wakeUp) { state -> Step? in
        if state.isClosed { return .end }
        guard let due = state.nextDue else { return nil }
        if due <= .now { return .work(state.removeFirst()) }
        return due == wakeUp ? nil : .sleep(until: due)
      }
      switch step {
      case .work(let entry): entry.work()
      case .sleep(let due): wakeUp = due
      case .end: return
      case nil: wakeUp = nil
      }
    }
  }
}
