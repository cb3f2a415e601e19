import CLinux
public import Domain
import FunctionContract
import Glibc
import Processes

/// An HTTP/1.1 server over libmicrohttpd with bounded headers, bodies, connections and times.
///
/// Requests that two servers could read in two ways are answered with 400 and their connection is closed.
public final class HTTPServer: Sendable {
  public typealias Handler = @Sendable (HTTPExchange) -> HTTPAnswer

  private let connections: HTTPConnections
  private let delays = DelayLine()
  private let listener: HTTPListener
  private let loops: [HTTPLoop]

  /// The port that the server listens on.
  public var port: UInt16 { listener.port }

  /// Listens at once; throws with the reason and the address where that is not possible.
  public init(_ settings: HTTPServerSettings, handler: @escaping Handler) throws(HTTPServerError) {
    signal(SIGPIPE, SIG_IGN)
    var settings = settings
    settings.connectionLimit = min(settings.connectionLimit, max(16, Int(linux_raise_files()) - 256))
    connections = HTTPConnections(settings)
    listener = try HTTPListener(settings)
    loops = (0..<settings.loops).compactMap { [connections, delays] _ in
      HTTPLoop(settings, connections, delays, handler: handler)
    }
    let isStarted = loops.count == settings.loops && loops.allSatisfy { $0.start() }
    guard isStarted, listener.start(connections, loops) else {
      throw HTTPServerError(reason: "the system has no threads or descriptors left for the server")
    }
  }

  deinit { stop() }

  /// Accepts nothing further and frees the port; what is in hand goes on, and connections are closed after it.
  public func stopAccepting() {
    listener.stopAccepting()
    connections.drain()
  }

  /// How long a request may go on arriving once the server is drained.
  private static let grace = Instant.Span.seconds(1)

  /// Stops accepting and waits until what is in hand is answered; false where that takes longer than `span`.
  public func drain(within span: Instant.Span) -> Bool {
    stopAccepting()
    return connections.waitUntilDone(grace: HTTPServer.grace, until: .now + span)
  }

  /// Frees the port and closes every connection at once, whatever it waits for; harmless when repeated.
  public func stop() {
    listener.stop()
    delays.close()
    for loop in loops { loop.stop() }
  }
}

/// Why a server could not be started.
public struct HTTPServerError: Error, Sendable {
  public let reason: String
}
