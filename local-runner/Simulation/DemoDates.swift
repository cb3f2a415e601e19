import FunctionContract

/// What went out about sessions, recordings, assignments and payments, and not to whom it would have been needless.
struct DemoDates {
  /// A line for each campaign: how many of each step.
  let lines: [String]

  /// Throws where somebody was reminded of what they had done.
  init(_ rehearsal: Rehearsal) throws(RunnerError) {
    let reminders = try rehearsal.rows(CountReminders())
    let needless = reminders.reduce(0) { $0 + $1.needless }
    try Promise.keep(needless == 0, "\(needless) reminders of what was done already")
    lines = Dictionary(grouping: reminders, by: \.campaign).sorted { $0.key < $1.key }.map { campaign, steps in
      campaign.padded(to: 24) + steps.map { "\($0.sent.grouped) \($0.step)" }.joined(separator: ", ")
    }
  }
}
