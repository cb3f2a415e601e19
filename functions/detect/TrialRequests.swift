import Domain
import FunctionContract
import JSON

/// Trials that the platform is asked to grant, as events of learners: it may hear of one twice.
struct TrialRequests {
  static let learnersPerEvent = 1000
  /// As many as the events of one reply can name, where one campaign asks; the next run asks for the rest.
  static let learnersPerRun = 5 * learnersPerEvent

  let campaign: String
  let request: TrialRequest
  let learners: [Int]

  func events(from invocation: Invocation) -> [CloudEvent] {
    stride(from: 0, to: learners.count, by: Self.learnersPerEvent).map { start in
      let part = learners[start..<min(start + Self.learnersPerEvent, learners.count)]
      return .emitted(
        by: Detect.name, from: invocation, key: "\(campaign):\(part.first ?? 0)", type: "host.trial.requested",
        data: [
          "campaign": .string(campaign), "product": .string(request.product), "days": .integer(request.days),
          "user_ids": .array(part.map(JSON.integer)),
        ])
    }
  }
}
