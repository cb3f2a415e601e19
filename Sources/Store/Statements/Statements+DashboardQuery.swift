extension Statements {
  static let dashboardQuery: [any Statement.Type] = []
}
