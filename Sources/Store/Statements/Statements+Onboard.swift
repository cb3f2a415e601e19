extension Statements {
  static let onboard: [any Statement.Type] = [
    AskForAccounts.self, TellPasswords.self, FindWelcome.self, KeepPassword.self,
  ]
}
