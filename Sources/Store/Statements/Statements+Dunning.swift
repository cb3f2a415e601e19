extension Statements {
  static let dunning: [any Statement.Type] = [
    AskForRetries.self, AskForHandovers.self, StartJobRun.self, FinishJobRun.self,
  ]
}
