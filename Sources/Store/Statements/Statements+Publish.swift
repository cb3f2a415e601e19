extension Statements {
  static let publish: [any Statement.Type] = []
}
