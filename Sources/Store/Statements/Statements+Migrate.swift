extension Statements {
  static let migrate: [any Statement.Type] = []
}
