public import Domain

/// How long and how large an exchange with a provider may be, and how many there may be at once.
public struct TransferLimits: Sendable {
  /// From the start to an established, encrypted connection.
  public var connect: Instant.Span
  /// From the start to the end of the answer.
  public var total: Instant.Span
  /// Longest stretch in which fewer than ten bytes a second move.
  public var stall: Instant.Span
  /// From `submit` to the first byte on the wire; what waits longer is not sent at all (docs/correctness.md).
  public var start: Instant.Span
  /// Bytes of an answer that are kept; a longer one is cut and the connection closed.
  public var responseBytes: Int
  /// Connections to one host, which is also how many requests are in flight.
  public var connectionsPerHost: Int

  public init(
    connect: Instant.Span = .seconds(5), total: Instant.Span = .seconds(30), stall: Instant.Span = .seconds(20),
    start: Instant.Span = .seconds(5), responseBytes: Int = 64 << 10, connectionsPerHost: Int = 64
  ) {
    self.connect = connect
    self.total = total
    self.stall = stall
    self.start = start
    self.responseBytes = responseBytes
    self.connectionsPerHost = connectionsPerHost
  }
}
