extension Statements {
  static let detect: [any Statement.Type] = [
    StartJobRun.self,
    FinishJobRun.self,
    CampaignVersions.self,
    EnrolSegment.self,
    CompleteGoals.self, ForgetLostZones.self,
    LearnersWithoutTrial.self,
    NoteAnomalies.self,
  ]
}
