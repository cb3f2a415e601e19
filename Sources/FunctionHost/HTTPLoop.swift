import CHTTPServer
import FunctionContract
import Glibc
import Processes

/// One thread that serves connections: a libmicrohttpd daemon whose events this thread waits for itself.
///
/// Where release 0.9.75 waits for them, it waits once more after 128 at a time and serves none of them until something
/// else happens. The daemon is touched by this thread alone: what others have for it lies in the state.
final class HTTPLoop: Sendable {
  private struct State {
    var arrivals: [(socket: Int32, peer: SocketAddress)] = []
    /// Suspended exchanges that wait for their answers, by ticket.
    var waiting: [Int: HTTPExchange] = [:]
    var lastTicket = 0
    /// Exchanges to be resumed with their answers.
    var answered: [(exchange: HTTPExchange, response: HTTPResponse?)] = []
    var mayRun = true
    var isRunning = false
  }

  let settings: HTTPServerSettings
  let handler: HTTPServer.Handler
  let connections: HTTPConnections
  let delays: DelayLine
  /// Pieces of requests taken so far; of the loop's thread alone.
  nonisolated(unsafe) var pieces = 0
  private let wakeUp: WakeUp
  private let state = Monitor(State())

  /// Nil where the system has no descriptors left.
  init?(
    _ settings: HTTPServerSettings, _ connections: HTTPConnections, _ delays: DelayLine,
    handler: @escaping HTTPServer.Handler
  ) {
    guard let wakeUp = WakeUp() else { return nil }
    self.wakeUp = wakeUp
    self.settings = settings
    self.connections = connections
    self.delays = delays
    self.handler = handler
  }

  /// Starts the thread; false where the system has no room for it.
  func start() -> Bool {
    let calls = http_callbacks(serving: Unmanaged.passUnretained(self))
    guard let daemon = http_daemon_start(calls, settings.headerLimit) else { return false }
    nonisolated(unsafe) let owned = daemon
    state.withLock { $0.isRunning = true }
    if Thread.start({ [self] in run(owned) }) { return true }
    state.withLock { $0.isRunning = false }
    MHD_stop_daemon(daemon)
    return false
  }

  /// Hands the loop a connection; its socket is the loop's from now on.
  func add(_ socket: Int32, _ peer: SocketAddress) {
    state.withLock { $0.arrivals.append((socket, peer)) }
    wakeUp.ring()
  }

  /// Suspends an exchange until its responder is used; nil where the loop is ending.
  ///
  /// For the loop's thread.
  func suspend(_ exchange: HTTPExchange) -> HTTPResponder? {
    let ticket = state.withLock { state -> Int? in
      guard state.mayRun else { return nil }
      state.lastTicket += 1
      state.waiting[state.lastTicket] = exchange
      return state.lastTicket
    }
    guard let ticket else { return nil }
    MHD_suspend_connection(exchange.connection)
    return HTTPResponder(self, ticket: ticket)
  }

  /// Gives a suspended exchange its answer, or nil to close its connection; only the first counts.
  func settle(_ ticket: Int, with response: HTTPResponse?) {
    let isFirst = state.withLock { state -> Bool in
      guard let exchange = state.waiting.removeValue(forKey: ticket) else { return false }
      state.answered.append((exchange, response))
      return true
    }
    if isFirst { wakeUp.ring() }
  }

  /// Closes all connections and ends the thread.
  func stop() {
    state.withLock { state in
      state.mayRun = false
      state.answered += state.waiting.values.map { ($0, nil) }
      state.waiting = [:]
    }
    wakeUp.ring()
    _ = state.wait { $0.isRunning ? nil : true }
  }

  private func run(_ daemon: OpaquePointer) {
    let events = http_daemon_events(daemon)
    var mayRun = true
    var idleTurns = 0
    while mayRun {
      let before = pieces
      let isWoken = wait(for: events, milliseconds: patience(daemon, idleTurns))
      mayRun = takeOrders(daemon)
      MHD_run(daemon)
      idleTurns = isWoken || pieces != before ? 0 : idleTurns + 1
    }
    MHD_stop_daemon(daemon)
    state.withLock { $0.isRunning = false }
  }

  /// How long to wait for events, -1 for as long as it takes.
  ///
  /// The library says that work is pending also while a chunk's size fills a whole buffer and gets nowhere: turns that
  /// bring nothing are spaced out until the client's time is over.
  private func patience(_ daemon: OpaquePointer, _ idleTurns: Int) -> Int32 {
    var timeout: CUnsignedLongLong = 0
    guard MHD_get_timeout(daemon, &timeout) == .YES else { return -1 }
    return idleTurns < 100 ? 0 : 5
  }

  private func wait(for events: Int32, milliseconds: Int32) -> Bool {
    var polled = [wakeUp.descriptor, events].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    let count = poll(&polled, 2, milliseconds)
    if polled[0].revents != 0 { wakeUp.silence() }
    return count > 0
  }

  /// Does what other threads have left; false when the loop must end.
  private func takeOrders(_ daemon: OpaquePointer) -> Bool {
    let (arrivals, answered, mayRun) = state.withLock { state in
      defer { (state.arrivals, state.answered) = ([], []) }
      return (state.arrivals, state.answered, state.mayRun)
    }
    for (socket, peer) in arrivals {
      let isTaken = peer.withPointer { MHD_add_connection(daemon, socket, $0, $1) }
      if isTaken != .YES { connections.leave(socket) }
    }
    for (exchange, response) in answered {
      exchange.phase = .settled(response)
      MHD_resume_connection(exchange.connection)
    }
    return mayRun
  }
}
