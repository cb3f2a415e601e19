extension Statements {
  static let detect: [any Statement.Type] = []
}
