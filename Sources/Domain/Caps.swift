/// How many marketing messages one recipient may get over all campaigns (REQ-4-39, REQ-4-40, REQ-4-41, X-02).
public struct Caps: Sendable, Equatable {
  public var perDay: Int
  public var perWeek: Int
  /// Between two messages on one channel.
  public var channelGap: Instant.Span
  /// Between two tasks for a person, of any class but the transactional.
  public var worklistGap: Instant.Span

  public init(perDay: Int, perWeek: Int, channelGap: Instant.Span, worklistGap: Instant.Span = .days(7)) {
    self.perDay = perDay
    self.perWeek = perWeek
    self.channelGap = channelGap
    self.worklistGap = worklistGap
  }

  /// 2 a day, 5 a week, 24 hours between two on one channel, seven days between two tasks for a person.
  public static let standard = Caps(perDay: 2, perWeek: 5, channelGap: .hours(24))
}
