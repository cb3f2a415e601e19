/// How many marketing messages one recipient may get over all campaigns (REQ-4-39, REQ-4-40, REQ-4-41, X-02).
public struct Caps: Sendable, Equatable {
  public var perDay: Int
  public var perWeek: Int
  /// Between two messages on one channel.
  public var channelGap: Instant.Span

  public init(perDay: Int, perWeek: Int, channelGap: Instant.Span) {
    self.perDay = perDay
    self.perWeek = perWeek
    self.channelGap = channelGap
  }

  /// 2 a day, 5 a week, 24 hours between two on one channel.
  public static let standard = Caps(perDay: 2, perWeek: 5, channelGap: .hours(24))
}
