extension Statements {
  static let rollup: [any Statement.Type] = [
    StartJobRun.self, FinishJobRun.self, ClearAnalytics.self, RollUpAnalytics.self, ForgetLostZones.self,
    JudgeOutcomes.self, LearnHours.self,
  ]
}
