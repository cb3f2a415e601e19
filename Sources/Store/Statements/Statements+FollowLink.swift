extension Statements {
  static let followLink: [any Statement.Type] = []
}
