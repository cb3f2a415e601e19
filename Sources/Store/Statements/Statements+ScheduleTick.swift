extension Statements {
  static let scheduleTick: [any Statement.Type] = []
}
