extension Statements {
  static let deliveryWebhook: [any Statement.Type] = []
}
