import CHTTPServer
import Domain
import FunctionContract
import Glibc

/// An HTTP/1.1 server over libmicrohttpd with bounded headers, bodies, connections and times.
public final class HTTPServer: Sendable {
  public typealias Handler = @Sendable (HTTPExchange) -> HTTPAnswer

  let settings: HTTPServerSettings
  let handler: Handler
  let delays = DelayLine()
  // Set once before the server is shared, read at its end.
  nonisolated(unsafe) private var daemon: OpaquePointer?
  /// The port that the server listens on.
  nonisolated(unsafe) public private(set) var port: UInt16 = 0

  /// Listens at once; throws with the reason and the address where that is not possible.
  public init(_ settings: HTTPServerSettings, handler: @escaping Handler) throws(HTTPServerError) {
    self.settings = settings
    self.handler = handler
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = settings.port.bigEndian
    guard inet_pton(AF_INET, settings.address, &address.sin_addr) == 1 else {
      throw HTTPServerError(reason: "\(settings.address) is not an IPv4 address")
    }
    signal(SIGPIPE, SIG_IGN)
    errno = 0
    daemon = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { start(at: $0) }
    }
    guard let daemon else {
      let reason = errno == 0 ? "the server did not start" : String(cString: strerror(errno))
      throw HTTPServerError(reason: "\(settings.address):\(settings.port): \(reason)")
    }
    port = http_server_port(daemon)
  }

  deinit { stop() }

  /// Accepts nothing further, finishes what is in hand and frees the port.
  public func stop() {
    guard let daemon else { return }
    delays.close()
    MHD_stop_daemon(daemon)
    self.daemon = nil
  }

  private func start(at address: UnsafePointer<sockaddr>) -> OpaquePointer? {
    var flags: UInt32 = 0
    var threads: UInt32 = 1
    switch settings.threads {
    case .perConnection:
      flags |= MHD_USE_THREAD_PER_CONNECTION.rawValue | MHD_USE_POLL_INTERNAL_THREAD.rawValue
    case .loops(let count):
      flags |= MHD_USE_EPOLL_INTERNAL_THREAD.rawValue | MHD_ALLOW_SUSPEND_RESUME.rawValue
      threads = UInt32(count)
    }
    return http_server_start(
      flags, address, Unmanaged.passUnretained(self).toOpaque(), acceptRequest, openRequest, completeRequest,
      keepEncoding, threads, UInt32(settings.connectionLimit), UInt32(settings.idleTime.seconds),
      settings.headerLimit, settings.port)
  }
}

/// Why a server could not be started.
public struct HTTPServerError: Error, Sendable {
  public let reason: String
}

/// Makes the exchange as soon as the request line is read.
private let openRequest:
  @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?, OpaquePointer?) -> UnsafeMutableRawPointer? = {
    _, target, connection in
    guard let connection else { return nil }
    let exchange = HTTPExchange(target: target.map { String(cString: $0) } ?? "/", connection: connection)
    return Unmanaged.passRetained(exchange).toOpaque()
  }

private let completeRequest:
  @convention(c) (
    UnsafeMutableRawPointer?, OpaquePointer?, UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
    MHD_RequestTerminationCode
  ) -> Void = { _, _, context, _ in
    guard let opaque = context?.pointee else { return }
    Unmanaged<HTTPExchange>.fromOpaque(opaque).release()
    context?.pointee = nil
  }

/// Paths stay as they came: handlers and signatures need the bytes.
private let keepEncoding:
  @convention(c) (UnsafeMutableRawPointer?, OpaquePointer?, UnsafeMutablePointer<CChar>?) -> Int = { _, _, text in
    text.map { strlen($0) } ?? 0
  }

private let acceptRequest:
  @convention(c) (
    UnsafeMutableRawPointer?, OpaquePointer?, UnsafePointer<CChar>?, UnsafePointer<CChar>?, UnsafePointer<CChar>?,
    UnsafePointer<CChar>?, UnsafeMutablePointer<Int>?, UnsafeMutablePointer<UnsafeMutableRawPointer?>?
  ) -> MHD_Result = { owner, _, _, method, _, data, count, context in
    guard let owner, let opaque = context?.pointee, let count else { return .NO }
    let server = Unmanaged<HTTPServer>.fromOpaque(owner).takeUnretainedValue()
    let exchange = Unmanaged<HTTPExchange>.fromOpaque(opaque).takeUnretainedValue()
    if exchange.method.isEmpty, let method { exchange.method = String(cString: method) }
    let chunk = UnsafeRawBufferPointer(start: data, count: count.pointee)
    count.pointee = 0
    return server.advance(exchange, chunk)
  }
