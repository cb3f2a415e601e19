public import Domain

extension GuardrailMetric {
  /// What is measured, for people.
  public var words: String {
    switch self {
    case .delivery: "Messages delivered, in percent"
    case .optOuts: "Opt-outs, in percent of the people written to"
    case .complaints: "Complaints, in percent of the messages delivered"
    case .queue: "Messages in the queue"
    case .detectionFailing: "Days on which detection failed since it last succeeded"
    case .detectionSilent: "Days since detection last ran"
    case .providerBlocked: "A provider refuses us"
    case .goalHarm: "Learners who are left alone do better: the most that messages can add to the goals, in points"
    case .optOutHarm: "Messages make people leave: the least that they add to the opt-outs, in points"
    }
  }

  /// A figure with its unit.
  public func text(_ figure: Double) -> String {
    let rounded = (figure * 100).rounded() / 100
    let number = Int(exactly: rounded).map(String.init) ?? "\(rounded)"
    return switch self {
    case .delivery, .optOuts, .complaints: "\(number) %"
    case .goalHarm, .optOutHarm: "\(number) points"
    default: number
    }
  }

  /// The side of the threshold that is wrong, with the threshold.
  public func words(beyond threshold: Double) -> String {
    let text = text(threshold)
    return switch bound {
    case .below: "below \(text)"
    case .above: "above \(text)"
    case .atLeast: "at least \(text)"
    }
  }
}
