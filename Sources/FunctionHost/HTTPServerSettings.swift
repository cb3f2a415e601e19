public import Domain

/// How a server listens and what it accepts; defaults suit a page server on loopback.
public struct HTTPServerSettings: Sendable {
  /// How requests share threads.
  public enum Threads: Sendable {
    /// A thread per connection: handlers may block.
    case perConnection
    /// This many event loops: handlers must not block, answers may be delayed.
    case loops(Int)
  }

  /// IPv4 address to listen on.
  public var address: String
  /// 0 lets the system choose: `HTTPServer.port` tells which.
  public var port: UInt16
  public var threads: Threads
  /// Largest request body in bytes; larger ones are answered with 413.
  public var bodyLimit: Int
  /// Bytes of request line and headers of one connection; larger ones are answered with 431.
  public var headerLimit: Int
  public var connectionLimit: Int
  /// Silence after which a connection is closed.
  public var idleTime: Instant.Span
  /// A whole request must have arrived within this time.
  public var requestTime: Instant.Span

  public init(
    address: String = "127.0.0.1", port: UInt16 = 0, threads: Threads = .perConnection, bodyLimit: Int = 4 << 20,
    headerLimit: Int = 64 << 10, connectionLimit: Int = 256, idleTime: Instant.Span = .seconds(15),
    requestTime: Instant.Span = .seconds(30)
  ) {
    self.address = address
    self.port = port
    self.threads = threads
    self.bodyLimit = bodyLimit
    self.headerLimit = headerLimit
    self.connectionLimit = connectionLimit
    self.idleTime = idleTime
    self.requestTime = requestTime
  }
}
