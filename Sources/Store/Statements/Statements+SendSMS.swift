extension Statements {
  static let sendSMS: [any Statement.Type] = []
}
