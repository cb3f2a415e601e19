extension Statements {
  static let cleanup: [any Statement.Type] = [
    StartJobRun.self, FinishJobRun.self, DeleteEpisodes.self, DeleteOldRecords.self, RefreshTimeZones.self,
    ForgetLostZones.self,
  ]
}
