extension Statements {
  static let notices: [any Statement.Type] = [
    SetLearner.self, ListNotices.self, CountUnreadNotices.self, MarkNoticeRead.self, MarkNoticesRead.self,
    CreateNotice.self, FindNotice.self,
  ]

  /// Of the senders whose messages are rows.
  static let sendingInApp = sendingRows + [ReadAccounts.self, InsertNotices.self]

  static let sendingWorklist = sendingRows + [ReadWorklistPeople.self, InsertWorklistItems.self]

  private static let sendingRows: [any Statement.Type] = [
    ReadDueDeliveries.self, ReadMovedDeliveries.self, ReadMessages.self, ReadContexts.self, ReadLocales.self,
    ClaimDeliveries.self, RecordOutcomes.self, SkipDeliveries.self, NoteAnomalies.self, ClaimTestSends.self,
    FinishTestSend.self, ForgetLostZones.self,
  ]
}
