import CLinux
public import Domain
import FunctionContract
import Glibc

/// An HTTP/1.1 server over libmicrohttpd with bounded headers, bodies, connections and times.
///
/// Requests that two servers could read in two ways are answered with 400 and their connection is closed.
public final class HTTPServer: Sendable {
  public typealias Handler = @Sendable (HTTPExchange) -> HTTPAnswer

  let settings: HTTPServerSettings
  let handler: Handler
  let connections: HTTPConnections
  let room = WaitingRoom()
  let delays = DelayLine()
  private let listener: HTTPListener
  private let loops: HTTPLoops

  /// The port that the server listens on.
  public var port: UInt16 { listener.port }

  /// Listens at once; throws with the reason and the address where that is not possible.
  public init(_ settings: HTTPServerSettings, handler: @escaping Handler) throws(HTTPServerError) {
    signal(SIGPIPE, SIG_IGN)
    var settings = settings
    settings.connectionLimit = min(settings.connectionLimit, max(16, Int(linux_raise_files()) - 256))
    self.settings = settings
    self.handler = handler
    connections = HTTPConnections(settings)
    listener = try HTTPListener(settings)
    loops = HTTPLoops(settings)
    let take: @Sendable (Int32, SocketAddress) -> Void = { [loops, connections] socket, peer in
      if !loops.add(socket, peer) { connections.leave(socket) }
    }
    guard loops.start(serving: self), listener.start(connections, take: take) else {
      throw HTTPServerError(reason: "the server's threads did not start")
    }
  }

  deinit { stop() }

  /// Accepts nothing further and frees the port; what is in hand goes on, and connections are closed after it.
  public func stopAccepting() {
    listener.stopAccepting()
    connections.drain()
  }

  /// Stops accepting and waits until what is in hand is answered; false where that takes longer than `span`.
  public func drain(within span: Instant.Span) -> Bool {
    stopAccepting()
    return connections.waitUntilEmpty(until: .now + span)
  }

  /// Frees the port and closes every connection at once, whatever it waits for; harmless when repeated.
  public func stop() {
    listener.stop()
    delays.close()
    room.close()
    loops.stop()
  }
}

/// Why a server could not be started.
public struct HTTPServerError: Error, Sendable {
  public let reason: String
}
