import FunctionContract

/// Answers in the order in which they are due, given by one thread.
final class DelayLine: Sendable {
  private struct Entry {
    var due: Monotonic
    var responder: HTTPResponder
    var response: HTTPResponse
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
    case answer(Entry)
    case sleep(until: Monotonic)
    case end
  }

  private let state = Monitor(State())

  /// Gives `response` to `responder` at `due`; at once where the line is closed.
  func answer(_ responder: HTTPResponder, _ response: HTTPResponse, at due: Monotonic) {
    let (isClosed, startsThread) = state.withLock { state in
      if !state.isClosed { state.insert(Entry(due: due, responder: responder, response: response)) }
      defer { state.hasThread = true }
      return (state.isClosed, !state.hasThread)
    }
    if isClosed {
      responder.answer(response)
    } else if startsThread {
      Thread.start { [self] in run() }
    }
  }

  /// Gives every answer at once and ends the thread.
  func close() {
    let left = state.withLock { state in
      state.isClosed = true
      defer { (state.entries, state.first) = ([], 0) }
      return state.entries[state.first...]
    }
    for entry in left { entry.responder.answer(entry.response) }
  }

  private func run() {
    var wakeUp: Monotonic?
    while true {
      let step = state.wait(until: wakeUp) { state -> Step? in
        if state.isClosed { return .end }
        guard let due = state.nextDue else { return nil }
        if due <= .now { return .answer(state.removeFirst()) }
        return due == wakeUp ? nil : .sleep(until: due)
      }
      switch step {
      case .answer(let entry): entry.responder.answer(entry.response)
      case .sleep(let due): wakeUp = due
      case .end: return
      case nil: wakeUp = nil
      }
    }
  }
}
