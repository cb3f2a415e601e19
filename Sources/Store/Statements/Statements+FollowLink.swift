extension Statements {
  static let followLink: [any Statement.Type] = [FollowTrackedLink.self, RecordOpen.self]
}
