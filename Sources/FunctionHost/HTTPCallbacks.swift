import CHTTPServer
import Glibc

extension http_callbacks {
  /// The library's calls on behalf of `loop`, which outlives its daemon.
  init(serving loop: Unmanaged<HTTPLoop>) {
    self.init(
      owner: loop.toOpaque(), handle: takePiece, open: openRequest, completed: completeRequest,
      connection: noteConnection, unescape: keepEncoding)
  }
}

private let noteConnection: MHD_NotifyConnectionCallback = { owner, connection, _, event in
  guard let owner, let connection, event == .CONNECTION_NOTIFY_CLOSED else { return }
  let socket = http_socket(connection)
  loop(owner).connections.leave(socket)
  dropInput(socket)
}

/// Reads what a refused client still sent: closing with bytes unread would take the answer away from it.
private func dropInput(_ socket: Int32) {
  withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 1) { buffer in
    for _ in 0..<16 where recv(socket, buffer.baseAddress, buffer.count, Int32(MSG_DONTWAIT)) <= 0 { return }
  }
}

/// Makes the exchange as soon as the request line is read.
private let openRequest:
  @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?, OpaquePointer?) -> UnsafeMutableRawPointer? = {
    owner, target, connection in
    guard let owner, let connection else { return nil }
    let exchange = HTTPExchange(target: target.map { bytes($0, strlen($0)) }, connection: connection)
    loop(owner).connections.enter(exchange.socket, .receiving)
    return Unmanaged.passRetained(exchange).toOpaque()
  }

private let takePiece: MHD_AccessHandlerCallback = { owner, _, target, method, version, data, count, context in
  guard let owner, let opaque = context?.pointee, let count else { return .NO }
  let exchange = Unmanaged<HTTPExchange>.fromOpaque(opaque).takeUnretainedValue()
  loop(owner).pieces += 1
  if case .headers = exchange.phase {
    guard let target, let method, let version else { return .NO }
    let head = HTTPHead(
      method: bytes(method, strlen(method)), target: bytes(target, exchange.targetSize),
      version: bytes(version, strlen(version)), fields: exchange.fields, size: http_head_size(exchange.connection))
    return loop(owner).begin(exchange, head)
  }
  let chunk = UnsafeRawBufferPointer(start: data, count: count.pointee)
  count.pointee = 0
  return loop(owner).advance(exchange, chunk)
}

private let completeRequest: MHD_RequestCompletedCallback = { owner, _, context, _ in
  guard let owner, let opaque = context?.pointee else { return }
  let exchange = Unmanaged<HTTPExchange>.fromOpaque(opaque).takeRetainedValue()
  loop(owner).connections.release(exchange.body.count)
  loop(owner).connections.enter(exchange.socket, .waiting)
  context?.pointee = nil
}

/// Paths stay as they came: handlers and signatures need the bytes.
private let keepEncoding:
  @convention(c) (UnsafeMutableRawPointer?, OpaquePointer?, UnsafeMutablePointer<CChar>?) -> Int = { _, _, text in
    text.map { strlen($0) } ?? 0
  }

private func loop(_ owner: UnsafeMutableRawPointer) -> HTTPLoop {
  Unmanaged<HTTPLoop>.fromOpaque(owner).takeUnretainedValue()
}

private func bytes(_ start: UnsafePointer<CChar>, _ count: Int) -> UnsafeRawBufferPointer {
  UnsafeRawBufferPointer(start: start, count: count)
}
