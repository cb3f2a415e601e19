extension Statements {
  static let sendEmail: [any Statement.Type] = []
}
