import CHTTPServer
import Glibc

/// The event loops of a server: libmicrohttpd daemons, a thread each, that are handed their connections.
final class HTTPLoops: Sendable {
  private let settings: HTTPServerSettings
  // Filled before the first connection is added, and emptied after the last.
  nonisolated(unsafe) private var daemons: [OpaquePointer] = []
  private let added = Monitor(0)

  init(_ settings: HTTPServerSettings) { self.settings = settings }

  /// Starts the loops, which call `server` until `stop`; false where the system has no threads left.
  func start(serving server: HTTPServer) -> Bool {
    let calls = http_callbacks(
      owner: Unmanaged.passUnretained(server).toOpaque(), handle: takePiece, open: openRequest,
      completed: completeRequest, connection: noteConnection, unescape: keepEncoding)
    // The server itself keeps to the limit; those that it cuts off for others still count for a moment here.
    let connections = UInt32(2 * settings.connectionLimit)
    daemons = (0..<settings.loops).compactMap { _ in http_loop_start(calls, connections, settings.headerLimit) }
    return daemons.count == settings.loops
  }

  /// Hands a connection to the next loop in turn, which then owns its socket; false where it has closed it.
  func add(_ socket: Int32, _ peer: SocketAddress) -> Bool {
    let turn = added.withLock { added in
      added += 1
      return added
    }
    return peer.withPointer { MHD_add_connection(daemons[turn % daemons.count], socket, $0, $1) } == .YES
  }

  /// Closes all connections; none of them may be suspended.
  func stop() {
    for daemon in daemons { MHD_stop_daemon(daemon) }
    daemons = []
  }
}

private let noteConnection: MHD_NotifyConnectionCallback = { owner, connection, _, event in
  guard let owner, let connection, event == .CONNECTION_NOTIFY_CLOSED else { return }
  server(owner).connections.leave(http_socket(connection))
}

/// Makes the exchange as soon as the request line is read.
private let openRequest:
  @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?, OpaquePointer?) -> UnsafeMutableRawPointer? = {
    owner, target, connection in
    guard let owner, let connection else { return nil }
    let exchange = HTTPExchange(target: target.map { bytes($0, strlen($0)) }, connection: connection)
    server(owner).connections.enter(exchange.socket, .receiving)
    return Unmanaged.passRetained(exchange).toOpaque()
  }

private let takePiece: MHD_AccessHandlerCallback = { owner, _, target, method, version, data, count, context in
  guard let owner, let opaque = context?.pointee, let count else { return .NO }
  let exchange = Unmanaged<HTTPExchange>.fromOpaque(opaque).takeUnretainedValue()
  if case .headers = exchange.phase {
    guard let target, let method, let version else { return .NO }
    let head = HTTPHead(
      method: bytes(method, strlen(method)), target: bytes(target, exchange.targetSize),
      version: bytes(version, strlen(version)), fields: exchange.fields, size: http_head_size(exchange.connection))
    return server(owner).begin(exchange, head)
  }
  let chunk = UnsafeRawBufferPointer(start: data, count: count.pointee)
  count.pointee = 0
  return server(owner).advance(exchange, chunk)
}

private let completeRequest: MHD_RequestCompletedCallback = { owner, _, context, _ in
  guard let owner, let opaque = context?.pointee else { return }
  let exchange = Unmanaged<HTTPExchange>.fromOpaque(opaque).takeRetainedValue()
  server(owner).connections.enter(exchange.socket, .waiting)
  context?.pointee = nil
}

/// Paths stay as they came: handlers and signatures need the bytes.
private let keepEncoding:
  @convention(c) (UnsafeMutableRawPointer?, OpaquePointer?, UnsafeMutablePointer<CChar>?) -> Int = { _, _, text in
    text.map { strlen($0) } ?? 0
  }

private func server(_ owner: UnsafeMutableRawPointer) -> HTTPServer {
  Unmanaged<HTTPServer>.fromOpaque(owner).takeUnretainedValue()
}

private func bytes(_ start: UnsafePointer<CChar>, _ count: Int) -> UnsafeRawBufferPointer {
  UnsafeRawBufferPointer(start: start, count: count)
}
