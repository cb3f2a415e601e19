/// The answer to "why did, or did not, this learner get a message": sentences for people, codes for programs.
public struct Explanation: Sendable, Equatable {
  /// One finding.
  public struct Finding: Sendable, Equatable {
    /// The step that it is about; nil for the episode as a whole.
    public var step: String?
    /// A `Reason`'s code, or `due`, `upcoming`, `over`, `active`.
    public var code: String
    /// The instant it names: when to look again, or when the step is due.
    public var at: Instant?
    public var sentence: String

    public init(step: String? = nil, code: String, at: Instant? = nil, sentence: String) {
      self.step = step
      self.code = code
      self.at = at
      self.sentence = sentence
    }
  }

  /// The episode first, then the steps in the campaign's order: what decides, and every other rule that failed.
  public var findings: [Finding]

  /// Explains a look that was made without writing it down.
  public init(_ plan: Plan, of input: PlanInput) {
    findings = [Self.episode(plan, input)]
    guard input.enrolment.status.isLive, plan.endReason == nil else { return }
    for (index, (step, verdict)) in zip(input.campaign.steps, plan.verdicts).enumerated() {
      findings.append(Self.finding(step, verdict, plan, input))
      if !step.variant.isEmpty {
        findings.append(
          Finding(step: step.id, code: "variant", sentence: "Chance gave this learner the variant \(step.variant)."))
      }
      findings += Self.further(step, plan.furtherFailures.filter { $0.step == index }, input)
    }
  }

  private static func episode(_ plan: Plan, _ input: PlanInput) -> Finding {
    if !input.enrolment.status.isLive {
      return Finding(code: input.enrolment.status.rawValue, sentence: "The episode is over: nothing more is sent.")
    }
    if let reason = plan.endReason {
      return Finding(code: reason.rawValue, sentence: "The next tick ends the episode. \(reason.explanation)")
    }
    if input.enrolment.status == .paused {
      return Finding(code: Reason.enrolmentPaused.rawValue, sentence: Reason.enrolmentPaused.explanation)
    }
    let sent = counts(input) { $0.sent - $0.doubtful }
    let doubtful = counts(input, \.doubtful)
    let summary = sent.isEmpty ? "nothing was sent yet" : "sent so far: " + sent
    let doubt = doubtful.isEmpty ? "" : "; in doubt: " + doubtful
    return Finding(code: "active", at: plan.nextDueAt, sentence: "The episode is going on; \(summary)\(doubt).")
  }

  /// Messages by channel, in words; empty where there are none.
  private static func counts(_ input: PlanInput, _ count: (ChannelHistory) -> Int) -> String {
    Channel.allCases.compactMap { channel in
      let messages = input.enrolment.history[channel].map(count) ?? 0
      return messages > 0 ? "\(messages) \(channel.rawValue)" : nil
    }.joined(separator: ", ")
  }

  private static func finding(_ step: Step, _ verdict: Verdict, _ plan: Plan, _ input: PlanInput) -> Finding {
    switch verdict {
    case .over: Finding(step: step.id, code: "over", sentence: "This step has nothing left to send.")
    case .upcoming(let slot):
      Finding(step: step.id, code: "upcoming", at: slot, sentence: "Not due before \(slot.rfc3339).")
    case .reserved(let channel):
      Finding(
        step: step.id, code: "due", at: plan.reservation?.slot,
        sentence: "Due now on \(channel.rawValue): stage \(plan.reservation?.stage ?? 1), message "
          + "\(plan.reservation?.template ?? step.id).")
    case .deferred(let reason, let until):
      Finding(
        step: step.id, code: reason.rawValue, at: until,
        sentence: "Waits until \(until.rfc3339). \(why(reason, step, input))")
    case .skipped(let reason):
      Finding(step: step.id, code: reason.rawValue, sentence: "The slot is not used. \(reason.explanation)")
    }
  }

  /// One finding for each rule and its earliest time, with the channels that it closes.
  private static func further(_ step: Step, _ failures: [FailedRule], _ input: PlanInput) -> [Finding] {
    var groups: [(finding: Domain.Finding, channels: [String])] = []
    for failure in failures {
      if let known = groups.firstIndex(where: { $0.finding == failure.finding }) {
        groups[known].channels.append(failure.channel.rawValue)
      } else {
        groups.append((failure.finding, [failure.channel.rawValue]))
      }
    }
    return groups.map { finding, channels in
      let channels = channels.joined(separator: " and ")
      return switch finding {
      case .closed(let reason):
        Finding(step: step.id, code: reason.rawValue, sentence: "Not by \(channels). \(reason.explanation)")
      case .waits(let reason, let until):
        Finding(
          step: step.id, code: reason.rawValue, at: until,
          sentence: "Not by \(channels) before \(until.rfc3339). \(why(reason, step, input))")
      }
    }
  }

  /// The reason in words, with the figures that a budget has.
  private static func why(_ reason: Reason, _ step: Step, _ input: PlanInput) -> String {
    guard reason == .budget else { return reason.explanation }
    for channel in step.channels {
      for template in step.templates {
        guard let cost = input.costs[channel]?[template.name]?.amount else { continue }
        if let budget = input.fullBudget(for: channel, template.name) { return budget.sentence(for: cost) }
      }
    }
    return reason.explanation
  }
}
