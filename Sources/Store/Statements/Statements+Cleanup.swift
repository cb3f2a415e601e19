extension Statements {
  static let cleanup: [any Statement.Type] = []
}
