public import Domain

/// How a server listens and what it accepts; defaults suit a page server on loopback.
public struct HTTPServerSettings: Sendable {
  /// IPv4 or IPv6 address to listen on; `::` takes clients of both.
  public var address: String
  /// 0 lets the system choose: `HTTPServer.port` tells which.
  public var port: UInt16
  /// Event loops, a thread each.
  public var loops: Int
  /// Largest request body in bytes; larger ones are answered with 413.
  public var bodyLimit: Int
  /// Bytes of bodies that all requests in hand may have together; beyond them the answer is 503.
  public var bodiesLimit: Int
  /// Memory of one connection in bytes, for the request line and headers as they came and 72 bytes for each of them;
  /// larger ones are answered with 431, or 414 where it is the request line.
  public var headerLimit: Int
  /// At the limit the connection that has kept the server waiting longest for a request is closed for a new one.
  public var connectionLimit: Int
  /// How long a connection may wait for its next request line.
  public var idleTime: Instant.Span
  /// A whole request must have arrived within this time from its request line.
  public var requestTime: Instant.Span
  /// A client must have taken the whole answer within this time.
  public var answerTime: Instant.Span

  public init(
    address: String = "127.0.0.1", port: UInt16 = 0, loops: Int = 1, bodyLimit: Int = 4 << 20,
    bodiesLimit: Int = 64 << 20, headerLimit: Int = 16 << 10, connectionLimit: Int = 1000,
    idleTime: Instant.Span = .seconds(15), requestTime: Instant.Span = .seconds(30),
    answerTime: Instant.Span = .seconds(30)
  ) {
    self.address = address
    self.port = port
    self.loops = loops
    self.bodyLimit = bodyLimit
    self.bodiesLimit = bodiesLimit
    self.headerLimit = headerLimit
    self.connectionLimit = connectionLimit
    self.idleTime = idleTime
    self.requestTime = requestTime
    self.answerTime = answerTime
  }
}
