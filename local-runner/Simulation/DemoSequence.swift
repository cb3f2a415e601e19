import Domain
import FunctionContract

/// What one learner of the demo got until the goal, told in a line for each step, and whether it is what was promised.
struct DemoSequence {
  private let learner: DemoLearner
  private let messages: [SequenceMessage]
  private let goalAt: Instant
  private let today: Instant
  private let stoppedAt: Instant?

  /// - Parameters:
  ///   - messages: What went out, in its order.
  ///   - today: The story's first day.
  ///   - stoppedAt: When somebody said stop on WhatsApp.
  init(
    _ learner: DemoLearner, _ messages: [SequenceMessage], goalAt: Instant, from today: Instant, stoppedAt: Instant?
  ) {
    self.learner = learner
    self.messages = messages
    self.goalAt = goalAt
    self.today = today
    self.stoppedAt = learner.saysStop ? stoppedAt : nil
  }

  /// What the ledger says of the learner.
  init(_ learner: DemoLearner, _ rehearsal: Rehearsal, from today: Instant, stoppedAt: Instant?) throws(RunnerError) {
    let messages = try rehearsal.rows(ReadSequence(learner: learner.id, campaign: learner.campaign))
    let goals = try rehearsal.rows(
      ReadGoal(learner: learner.id, campaign: learner.campaign, now: rehearsal.clock.now))
    guard let goal = goals.first else {
      throw RunnerError(.software, "BROKEN: \(learner.name) has not reached the goal of \(learner.campaign)")
    }
    self.init(learner, messages, goalAt: goal, from: today, stoppedAt: stoppedAt)
  }

  /// A heading, what happened in its order, and the goal.
  var lines: [String] {
    let stop = stoppedAt.map { [($0, "answers STOP on WhatsApp; emails and text messages go on")] } ?? []
    let happened = (steps.map { ($0[0].sentAt, line($0)) } + stop).sorted { $0.0 < $1.0 }
    return ["\(learner.name) \(learner.situation) (\(learner.campaign))"]
      + happened.map { at, text in "  \(dayName(at).padded(to: 8))\(text)" }
      + ["  \(dayName(goalAt).padded(to: 8))\(learner.goal), and hears no more about it"]
  }

  /// Throws what is not as promised.
  func check() throws(RunnerError) {
    try Promise.keep(messages.allSatisfy { $0.sentAt < goalAt }, "\(learner.name) was written to after the goal")
    try Promise.keep(
      Set(messages.map(\.channel)) == [.email, .whatsapp, .sms],
      "\(learner.name) was not written to on three channels")
    try Promise.keep(
      steps[0].map(\.channel) == [.email, .whatsapp, .sms] && steps.allSatisfy(isCascade),
      "\(learner.name) was not written to on the next channel after each day of silence")
    if let step = learner.followed {
      try Promise.keep(
        messages.count { $0.step == step } == 1,
        "\(learner.name) followed a link and was written to on the next channel")
    }
    if learner.saysStop { try checkStop() }
  }

  private func checkStop() throws(RunnerError) {
    guard let stoppedAt else {
      throw RunnerError(.software, "BROKEN: \(learner.name) had no message to answer STOP to")
    }
    let later = messages.filter { $0.sentAt >= stoppedAt }
    try Promise.keep(
      Set(later.map(\.channel)) == [.email, .sms],
      "after a STOP on WhatsApp \(learner.name) was written to by \(later.map(\.channel.traits.label))")
  }

  /// The messages of each step, steps in their order.
  private var steps: [[SequenceMessage]] {
    Dictionary(grouping: messages, by: \.step).values.sorted { $0[0].sentAt < $1[0].sentAt }
  }

  /// Whether each channel followed a day of silence on the one before.
  private func isCascade(_ step: [SequenceMessage]) -> Bool {
    zip(step, step.dropFirst()).allSatisfy { $1.reservedAt - $0.reservedAt >= .hours(24) }
  }

  private func line(_ step: [SequenceMessage]) -> String {
    let rest = step.dropFirst().map { "\($0.channel.traits.label) on \(dayName($0.sentAt))" }
    return ([step[0].channel.traits.label] + rest).joined(separator: ", ")
      + (step[0].step == learner.followed ? ", and the link in it is followed" : "")
  }

  private func dayName(_ at: Instant) -> String { "day \((at - today).seconds / 86_400)" }
}
