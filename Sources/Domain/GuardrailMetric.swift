/// What a guardrail measures.
public enum GuardrailMetric: String, CaseIterable, Sendable {
  /// Delivered messages of those that were sent.
  case delivery = "delivery_percent"
  /// People who said no, of those who were written to.
  case optOuts = "opt_out_percent"
  /// Complaints of what was delivered.
  case complaints = "complaint_percent"
  /// Messages that wait.
  case queue = "queued_messages"
  /// Days on which detection failed since it last succeeded.
  case detectionFailing = "detection_failing_days"
  /// Days since detection last ran to an end.
  case detectionSilent = "detection_silent_days"
  /// 1 while a provider refuses us.
  case providerBlocked = "provider_blocked"
  /// The highest lift of goals that an experiment leaves possible, in points.
  case goalHarm = "goal_harm"
  /// The least excess of opt-outs that an experiment leaves possible, in points.
  case optOutHarm = "opt_out_harm"

  /// Which side of the threshold is wrong.
  public enum Bound: Sendable {
    case below, above, atLeast
  }

  public var bound: Bound {
    switch self {
    case .delivery, .goalHarm: .below
    case .optOuts, .complaints, .queue, .optOutHarm: .above
    case .detectionFailing, .detectionSilent, .providerBlocked: .atLeast
    }
  }

  /// What a figure of it can be about.
  public var scopes: Set<GuardrailScope> {
    switch self {
    case .delivery, .complaints, .optOuts: Set(GuardrailScope.allCases)
    case .queue: [.all, .campaign, .channel]
    case .detectionFailing, .detectionSilent: [.all]
    case .providerBlocked: [.provider]
    case .goalHarm, .optOutHarm: [.campaign]
    }
  }

  /// Whether `figure` is on the wrong side of `threshold`.
  public func isBeyond(_ figure: Double, _ threshold: Double) -> Bool {
    switch bound {
    case .below: figure < threshold
    case .above: figure > threshold
    case .atLeast: figure >= threshold
    }
  }
}
