import FunctionContract
import JSON
import Store

/// Who is concerned by what was told, as events for detection: hints, since its next run finds what an event forgot.
struct Hearers {
  /// Ids that fit an event, however long they are.
  private static let learnersPerEvent = 2500
  /// One event less than the contract allows.
  private static let eventsPerReply = 9

  private let told: [(type: String, learners: [Int])]

  init(_ told: [(type: String, learners: [Int])]) { self.told = told }

  func events(from invocation: Invocation) -> [CloudEvent] {
    let parts = told.flatMap { told in
      stride(from: 0, to: told.learners.count, by: Hearers.learnersPerEvent).map { start in
        (told.type, told.learners[start..<min(start + Hearers.learnersPerEvent, told.learners.count)])
      }
    }
    return parts.prefix(Hearers.eventsPerReply).map { (type, learners) in
      .emitted(
        by: Ingest.name, from: invocation, key: "\(type):\(learners.first ?? 0)", type: "detect.told",
        data: ["type": .string(type), "user_ids": .array(learners.map(JSON.integer))], mergeKey: type)
    }
  }
}
