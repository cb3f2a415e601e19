extension Statements {
  static let sendEmail: [any Statement.Type] = [
    ReadBreaker.self,
    ReadDueDeliveries.self,
    ReadContacts.self,
    ReadMessages.self,
    ReadContexts.self,
    TakeSendTokens.self,
    ClaimDeliveries.self,
    RecordOutcomes.self,
    SkipDeliveries.self,
    OpenBreaker.self,
    RefuseAddress.self,
  ]
}
