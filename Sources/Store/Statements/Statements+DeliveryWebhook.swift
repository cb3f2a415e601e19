extension Statements {
  static let deliveryWebhook: [any Statement.Type] = [
    MergeEvents.self, OptOutByReply.self, OptInByReply.self, RecordAnomalies.self,
  ]
}
