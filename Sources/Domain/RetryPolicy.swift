/// How often and how far apart a message that was certainly not accepted is tried again.
public struct RetryPolicy: Sendable, Equatable {
  /// Waits before the second, third, … attempt.
  public var delays: [Instant.Span]

  public init(delays: [Instant.Span]) { self.delays = delays }

  /// 60, 120 and 240 seconds.
  public static let standard = RetryPolicy(delays: [.seconds(60), .seconds(120), .seconds(240)])
}
