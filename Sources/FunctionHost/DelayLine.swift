import CHTTPServer

/// Suspended connections in the order in which they are due, resumed by one thread.
final class DelayLine: Sendable {
  private struct Entry {
    var connection: OpaquePointer
    var due: Monotonic
  }

  private struct State {
    /// Sorted by `due`; `first` is the next one.
    var entries: [Entry] = []
    var first = 0
    var hasThread = false
    var isClosed = false
  }

  private let state = Monitor(State())

  /// Resumes `connection` at `due`; at once where the server is stopping.
  func resume(_ connection: OpaquePointer, at due: Monotonic) {
    let entry = Entry(connection: connection, due: due)
    let startsThread = state.withLock { state -> Bool in
      guard !state.isClosed else {
        MHD_resume_connection(connection)
        return false
      }
      var index = state.entries.endIndex
      while index > state.first, state.entries[index - 1].due > due { index -= 1 }
      state.entries.insert(entry, at: index)
      defer { state.hasThread = true }
      return !state.hasThread
    }
    if startsThread { Thread.start { [self] in run() } }
  }

  /// Resumes everything at once and ends the thread.
  func close() {
    state.withLock { state in
      state.isClosed = true
      for entry in state.entries[state.first...] { MHD_resume_connection(entry.connection) }
      state.entries = []
      state.first = 0
    }
  }

  private func run() {
    while true {
      let next = state.wait { state -> Monotonic?? in
        if state.isClosed { return .some(nil) }
        return state.first < state.entries.count ? .some(state.entries[state.first].due) : nil
      }
      guard let due = next ?? nil else { return }
      if due > .now { _ = state.wait(until: due) { $0.isClosed ? true : nil } }
      state.withLock { state in
        let now = Monotonic.now
        while state.first < state.entries.count, state.entries[state.first].due <= now {
          MHD_resume_connection(state.entries[state.first].connection)
          state.first += 1
        }
        if state.first > 1024 {
          state.entries.removeFirst(state.first)
          state.first = 0
        }
      }
    }
  }
}
