extension Statements {
  static let deliveryWebhook: [any Statement.Type] = [
    MergeEvents.self, TakeReply.self, RecordPress.self, NoteTemplate.self, RecordAnomalies.self,
  ]
}
