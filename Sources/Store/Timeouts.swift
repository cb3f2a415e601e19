public import Domain

/// How long the parts of a conversation with the server may take; set in the start-up packet, so they cost nothing.
public struct Timeouts: Sendable, Equatable {
  /// Reaching the server, in whole seconds from 2 upwards (libpq's resolution).
  public var connect: Instant.Span
  public var statement: Instant.Span
  public var lock: Instant.Span
  public var idleInTransaction: Instant.Span

  public init(
    connect: Instant.Span = .seconds(5), statement: Instant.Span = .seconds(30), lock: Instant.Span = .seconds(2),
    idleInTransaction: Instant.Span = .seconds(5)
  ) {
    self.connect = connect
    self.statement = statement
    self.lock = lock
    self.idleInTransaction = idleInTransaction
  }

  /// 5 s to connect, 30 s a statement, 2 s a lock, 5 s idle in a transaction.
  public static let standard = Timeouts()
}
