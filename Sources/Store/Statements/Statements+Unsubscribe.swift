extension Statements {
  static let unsubscribe: [any Statement.Type] = []
}
