extension Statements {
  static let campaignAdmin: [any Statement.Type] = [
    FindAPIKeys.self, InsertAPIKey.self, ShortenAPIKey.self, RevokeAPIKey.self, AppendAudit.self, FindCampaigns.self,
    ListCampaignVersions.self, ChangeCampaign.self, FindBudget.self, ChangeBudget.self, ApproveVersion.self,
    PutCampaignGoal.self, ListTemplates.self,
    FindCampaignTexts.self, InsertTestSend.self, FindTestSend.self, LatestSubject.self, ReadContexts.self,
    ReadLocales.self,
    CampaignKPIs.self, HoldLearner.self, CloseLearner.self, SetChannel.self, LiftCause.self, RecordConsent.self,
    ExportLearner.self, EraseLearner.self, FindPeople.self, CampaignVersions.self, ListSegmentMembers.self,
    ListLearnerMessages.self,
    LearnerEpisodes.self, EpisodeMessages.self, LearnerBucket.self, LearnerSuppressions.self, ReadEnrolments.self,
    ReadMessageHistory.self, ReadSharedAddresses.self, ReadSubjects.self, ReadReservations.self, ReadApprovals.self,
    ReadWriters.self, ReadJobChanges.self,
    ReadLocalTimes.self, ReadBudgets.self, ReadMessageUnits.self, ReadMessagePrices.self, FindWordDrafts.self,
    InsertWordDraft.self, ChangeWordDraft.self, SettleWordDraft.self, ApproveWords.self,
    ApproveRequest.self, FindOnboarding.self, LeadCampaigns.self,
    RequestMessages.self, NamedJobs.self, ChangeJobs.self, JobRuns.self,
    FindTimeZone.self, FindClients.self, ReadClientProfile.self, PlanClientAction.self, FindClientAction.self,
    DoClientAction.self, FindGuardrails.self, PutGuardrail.self,
    FindWorklist.self, TakeWorklistItem.self, GiveBackWorklistItem.self, SettleWorklistItem.self,
  ]
}
