import CLinux
import Domain
import Glibc
import Processes

/// A listening socket and the thread that takes connections from it and ends those whose time is over.
final class HTTPListener: Sendable {
  private struct State {
    var mayAccept = true
    var mayRun = true
    var isListening = true
    var isRunning = false
  }

  /// The port that is listened on.
  let port: UInt16
  private let socket: Int32
  private let wakeUp: WakeUp
  private let state = Monitor(State())

  /// Listens at once; connections wait in the system's queue until `start`.
  init(_ settings: HTTPServerSettings) throws(HTTPServerError) {
    guard let address = SocketAddress(settings.address, port: settings.port) else {
      throw HTTPServerError(reason: "\(settings.address): neither an IPv4 nor an IPv6 address")
    }
    let socket = HTTPListener.listen(address)
    guard socket >= 0, let wakeUp = WakeUp() else {
      let reason = String(cString: strerror(errno))
      if socket >= 0 { close(socket) }
      throw HTTPServerError(reason: "\(settings.address):\(settings.port): \(reason)")
    }
    self.socket = socket
    self.wakeUp = wakeUp
    port = SocketAddress { getsockname(socket, $0, $1) }.port
  }

  /// Hands connections to the loops in turn; false where the system has no thread left.
  func start(_ connections: HTTPConnections, _ loops: [HTTPLoop]) -> Bool {
    state.withLock { $0.isRunning = true }
    let isStarted = Thread.start { [self] in run(connections, loops) }
    if !isStarted { state.withLock { $0.isRunning = false } }
    return isStarted
  }

  /// Takes the connections that are queued, then none: the port is free when this returns.
  func stopAccepting() {
    let isRunning = state.withLock { state in
      state.mayAccept = false
      return state.isRunning
    }
    if !isRunning { leave(andEnd: true) }
    wakeUp.ring()
    _ = state.wait { $0.isListening ? nil : true }
  }

  /// Ends the thread.
  func stop() {
    state.withLock { $0.mayRun = false }
    stopAccepting()
    _ = state.wait { $0.isRunning ? nil : true }
  }

  private func run(_ connections: HTTPConnections, _ loops: [HTTPLoop]) {
    var hasRoom = true
    var turn = 0
    while true {
      wait(forConnections: hasRoom)
      let state = state.read { $0 }
      if state.isListening { hasRoom = accept(connections, loops, &turn) }
      if !state.mayAccept { leave(andEnd: !state.mayRun) }
      if !state.mayRun { return }
      connections.sweep()
    }
  }

  /// Waits a quarter of a second at most; without room for connections a moment, since nobody tells of new room.
  private func wait(forConnections hasRoom: Bool) {
    let isListening = state.read { $0.isListening }
    var events = [
      pollfd(fd: wakeUp.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: isListening && hasRoom ? socket : -1, events: Int16(POLLIN), revents: 0),
    ]
    poll(&events, 2, hasRoom || !isListening ? 250 : 10)
    wakeUp.silence()
  }

  /// Takes what is queued; false where the server or the system has no room for more.
  private func accept(_ connections: HTTPConnections, _ loops: [HTTPLoop], _ turn: inout Int) -> Bool {
    while connections.mayAdmit {
      var client: Int32 = -1
      let peer = SocketAddress { client = accept4(socket, $0, $1, HTTPListener.flags) }
      if client >= 0 {
        connections.admit(client)
        loops[turn].add(client, peer)
        turn = (turn + 1) % loops.count
      } else if errno != EINTR && errno != ECONNABORTED {
        return errno == EAGAIN
      }
    }
    return false
  }

  private func leave(andEnd ends: Bool) {
    state.withLock { state in
      if state.isListening { close(socket) }
      state.isListening = false
      if ends { state.isRunning = false }
    }
  }

  private static let flags = Int32(SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)

  /// A listening socket; -1, with `errno`, where that is not possible.
  private static func listen(_ address: SocketAddress) -> Int32 {
    let socket = Glibc.socket(address.family, Int32(SOCK_STREAM.rawValue) | flags, 0)
    var on: Int32 = 1
    var off: Int32 = 0
    let size = socklen_t(MemoryLayout<Int32>.size)
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, size)
    if address.family == AF_INET6 { setsockopt(socket, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &off, size) }
    if address.withPointer({ bind(socket, $0, $1) }) == 0, Glibc.listen(socket, SOMAXCONN) == 0 { return socket }
    let code = errno
    close(socket)
    errno = code
    return -1
  }
}
