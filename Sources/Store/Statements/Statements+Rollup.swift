extension Statements {
  static let rollup: [any Statement.Type] = [
    StartJobRun.self, FinishJobRun.self, DaysToCount.self, ClearAnalytics.self, RollUpAnalytics.self,
    RollUpCourses.self, RollUpMonths.self, RollUpEpisodes.self, RollUpMoney.self, ForgetLostZones.self,
    JudgeOutcomes.self, LearnHours.self,
  ]
}
