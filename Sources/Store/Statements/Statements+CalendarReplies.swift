extension Statements {
  static let calendarReplies: [any Statement.Type] = [TakeMeetingAnswers.self, RecordAnomalies.self]
}
