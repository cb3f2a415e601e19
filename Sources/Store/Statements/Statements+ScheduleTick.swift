extension Statements {
  static let scheduleTick: [any Statement.Type] = [
    StartJobRun.self,
    FinishJobRun.self,
    CampaignVersions.self,
    CompareAddresses.self,
    EndCampaigns.self, HasHourlyCampaigns.self,
    LockDueEnrolments.self,
    LockTheseEnrolments.self,
    ReadSharedAddresses.self,
    LockRecipients.self,
    ReadEnrolments.self,
    ReadMessageHistory.self,
    ReadSubjects.self,
    ReadApprovals.self,
    ReadWriters.self,
    HastenCascades.self,
    ReadLocalTimes.self,
    ReserveDeliveries.self,
    UpdateEnrolments.self,
    ReapDeliveries.self,
    ParkEnrolment.self, ResolveParked.self, ForgetLostZones.self,
  ]
}
