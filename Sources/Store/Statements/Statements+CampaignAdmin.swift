extension Statements {
  static let campaignAdmin: [any Statement.Type] = [LiftCause.self, RecordConsent.self]
}
