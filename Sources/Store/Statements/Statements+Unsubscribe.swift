extension Statements {
  static let unsubscribe: [any Statement.Type] = [
    OptOutSubject.self, OptOut.self, OptIn.self, DeliverySuppressions.self, ExplainOptOut.self, ChannelsInUse.self,
    AgreedChannels.self, AgreeOnPage.self, LearnerPage.self, SetWishes.self, DataState.self, AskForData.self,
    HeldData.self, TakeCopy.self, EraseByLink.self,
  ]
}
