/// The rules that every channel of a due step is judged by.
enum Gates {
  /// In the order in which reasons are given: the first that closes decides, otherwise the wait that ends last.
  static let all: [any Gate] = [
    HoldoutGate(), SuppressionGate(), ReachabilityGate(), ApprovalGate(), SharedAddressGate(), UnsettledGate(),
    CadenceGate(),
    QuietHoursGate(), SnoozeGate(), WishedHoursGate(), WishedWeekGate(), LearningHourGate(),
    DayCapGate(), WeekCapGate(), ChannelGapGate(), WorklistGapGate(), BudgetGate(), ConditionGate(),
  ]

  /// The wait after which an end that nobody can name is looked for again.
  static let recheck = Instant.Span.minutes(15)
  /// The wait after which somebody else's decision is asked for again.
  static let decision = Instant.Span.hours(1)
}
