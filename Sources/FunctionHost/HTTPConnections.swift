import Domain
import Glibc
import Processes

/// The open connections of a server: what each is doing, and until when it may.
///
/// libmicrohttpd's own timeout only ends silence; a client that sends or takes a byte now and then is ended here, by a
/// shutdown of its socket. A socket is in this table until just before it is closed, so no other's number is met.
final class HTTPConnections: Sendable {
  enum Phase: Int, Comparable {
    /// For a request line.
    case waiting
    case receiving
    case working
    case answering

    static func < (left: Phase, right: Phase) -> Bool { left.rawValue < right.rawValue }
  }

  private struct Entry {
    var phase: Phase
    var since: Monotonic
    var isCut = false

    /// Whether it may be cut off for another.
    var mayBeCut: Bool { !isCut && phase <= .receiving }
  }

  private struct State {
    var entries: [Int32: Entry] = [:]
    /// How many of them are cut off and still being closed.
    var cut = 0
    var isDraining = false
    /// Bytes of bodies that are held.
    var held = 0

    var open: Int { entries.count - cut }

    /// Those that have kept the server waiting longest, the longest last; stale ones among them.
    private var candidates: [(socket: Int32, since: Monotonic)] = []

    /// The connection that has kept the server waiting longest, those without a request line first.
    mutating func idlest() -> Int32? {
      while let candidate = candidates.last {
        if let entry = entries[candidate.socket], entry.mayBeCut, entry.since == candidate.since {
          return candidate.socket
        }
        candidates.removeLast()
      }
      candidates = entries.filter { $0.value.mayBeCut }
        .sorted { ($0.value.phase, $0.value.since) > ($1.value.phase, $1.value.since) }
        .suffix(64).map { ($0.key, $0.value.since) }
      return candidates.last?.socket
    }
  }

  private let settings: HTTPServerSettings
  private let state = Monitor(State())

  init(_ settings: HTTPServerSettings) { self.settings = settings }

  /// Whether connections are closed after the answer in hand.
  var isDraining: Bool { state.read { $0.isDraining } }

  func enter(_ socket: Int32, _ phase: Phase) {
    state.withLock { state in
      state.entries[socket]?.phase = phase
      state.entries[socket]?.since = .now
    }
  }

  func leave(_ socket: Int32) {
    state.withLock { state in
      if state.entries.removeValue(forKey: socket)?.isCut == true { state.cut -= 1 }
    }
  }

  /// Counts bytes of a body that are to be held; false, and they do not count, where all bodies together are too large.
  func hold(_ bytes: Int) -> Bool {
    state.withLock { state in
      guard state.held + bytes <= settings.bodiesLimit else { return false }
      state.held += bytes
      return true
    }
  }

  /// Bytes of a body are no longer held.
  func release(_ bytes: Int) {
    if bytes > 0 { state.withLock { $0.held -= bytes } }
  }

  /// Cuts off every connection whose time is over.
  func sweep() {
    state.withLock { state in
      let now = Monotonic.now
      for (socket, entry) in state.entries where !entry.isCut {
        if let time = time(for: entry.phase), entry.since + time < now {
          HTTPConnections.cut(socket, &state)
        } else if state.isDraining, entry.phase == .waiting {
          HTTPConnections.cut(socket, &state)
        }
      }
    }
  }

  /// Whether one more connection may be taken: there is room, or `admit` can make some.
  ///
  /// Not where all connections have a request in hand, or as many as the limit are still being closed.
  var mayAdmit: Bool {
    state.withLock { state in
      state.open < settings.connectionLimit || (state.cut < settings.connectionLimit && state.idlest() != nil)
    }
  }

  /// Notes a new connection; beyond the limit the one that has kept the server waiting longest is cut off for it.
  func admit(_ socket: Int32) {
    state.withLock { state in
      if state.open >= settings.connectionLimit, let idlest = state.idlest() { HTTPConnections.cut(idlest, &state) }
      state.entries[socket] = Entry(phase: .waiting, since: .now)
    }
  }

  /// Closes waiting connections now and the others after their answers.
  func drain() {
    state.withLock { $0.isDraining = true }
    sweep()
  }

  /// Waits until every request in hand is answered; false where `deadline` passes first.
  ///
  /// A request that has not arrived whole after `grace` is nobody's work yet: its connection is cut off.
  func waitUntilDone(grace: Instant.Span, until deadline: Monotonic) -> Bool {
    let patience = min(.now + grace, deadline)
    _ = state.wait(until: patience) { $0.entries.values.contains { $0.mayBeCut } ? nil : true }
    state.withLock { state in
      for (socket, entry) in state.entries where entry.mayBeCut { HTTPConnections.cut(socket, &state) }
    }
    let isEmpty = state.wait(until: deadline) { $0.entries.isEmpty ? true : nil } ?? false
    return isEmpty || state.read { $0.entries.values.allSatisfy { $0.phase != .working } }
  }

  private func time(for phase: Phase) -> Instant.Span? {
    switch phase {
    case .waiting: settings.idleTime
    case .receiving: settings.requestTime
    case .working: nil
    case .answering: settings.answerTime
    }
  }

  /// Ends a connection in both directions; what its client has not taken is thrown away.
  private static func cut(_ socket: Int32, _ state: inout State) {
    if state.entries[socket]?.phase == .answering {
      var reset = linger(l_onoff: 1, l_linger: 0)
      setsockopt(socket, SOL_SOCKET, SO_LINGER, &reset, socklen_t(MemoryLayout<linger>.size))
    }
    shutdown(socket, Int32(SHUT_RDWR))
    state.entries[socket]?.isCut = true
    state.cut += 1
  }
}
