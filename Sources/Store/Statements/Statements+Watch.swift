extension Statements {
  static let watch: [any Statement.Type] = [
    StartJobRun.self, FinishJobRun.self, ForgetLostZones.self, ReadGuardrails.self, NoteFigures.self, ClaimNotice.self,
    FinishNotice.self, ListIncidents.self, FindDueReview.self, PutReview.self, ReviewFigures.self,
    ListPausedCampaigns.self, CampaignOutcomes.self, FindBudget.self,
  ]
}
