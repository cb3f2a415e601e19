extension Statements {
  static let notices: [any Statement.Type] = [
    SetLearner.self, ListNotices.self, CountUnreadNotices.self, MarkNoticeRead.self, MarkNoticesRead.self,
    CreateNotice.self, FindNotice.self,
  ]

  /// Of the sender whose messages are rows.
  static let sendingInApp: [any Statement.Type] = [
    ReadDueDeliveries.self, ReadMovedDeliveries.self, ReadAccounts.self, ReadMessages.self, ReadContexts.self,
    ReadLocales.self,
    ClaimDeliveries.self,
    InsertNotices.self, RecordOutcomes.self, SkipDeliveries.self, NoteAnomalies.self, ClaimTestSends.self,
    FinishTestSend.self, ForgetLostZones.self,
  ]
}
