extension Statements {
  /// What every timed handler runs besides its own statements.
  static let jobRuns: [any Statement.Type] = [
    StartJobRun.self,
    EndJobRun.self,
  ]
}
