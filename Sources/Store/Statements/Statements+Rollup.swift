extension Statements {
  static let rollup: [any Statement.Type] = []
}
