extension Statements {
  static let detect: [any Statement.Type] = [
    StartJobRun.self,
    FinishJobRun.self,
    CampaignVersions.self,
    EnrolSegment.self, RecordSegment.self,
    CompleteGoals.self, ForgetLostZones.self,
    LearnersWithoutTrial.self,
    LookAgain.self, CorrectInvitations.self,
    NoteAnomalies.self,
  ]
}
