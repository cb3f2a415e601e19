import FunctionContract
import JSON

/// What the platform just told about some learners.
struct News {
  /// The type of the platform's event.
  let type: String
  /// Each once, in order.
  let learners: [Int]

  /// Reads an event of the platform about one learner, or what `ingest` took; nil for an event of another kind.
  init?(_ event: CloudEvent) throws(HandlerFailure) {
    if event.type == "detect.told" {
      guard let type = event.data?["type"]?.string, let learners = event.data?["user_ids"]?.array else {
        throw HandlerFailure(.badEvent, "Event.Data", "data must have type, a text, and user_ids, a list of numbers")
      }
      self.type = type
      self.learners = Set(learners.compactMap(\.integer)).sorted()
    } else if event.type.hasPrefix("lms.") {
      guard let learner = event.data?["user_id"]?.integer else {
        throw HandlerFailure(.badEvent, "Event.Data", "data.user_id must be the learner's id, an integer")
      }
      type = event.type
      learners = [learner]
    } else {
      return nil
    }
  }
}
