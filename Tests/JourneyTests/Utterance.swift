import Domain
import JSON

/// Something that a learner or a provider tells the school, and tells again until it is taken.
struct Utterance: Sendable {
  let handler: String
  let role: String
  let request: JSON
  /// The no that it is, where it is one.
  var no: HeardNo?

  /// To `delivery-webhook`.
  static func callback(_ request: JSON, no: HeardNo? = nil) -> Utterance {
    Utterance(handler: "delivery-webhook", role: "rekindle_webhook", request: request, no: no)
  }
}

/// A learner's no: what it covers, and when a handler confirmed it.
struct HeardNo: Sendable {
  enum Reach: Sendable, Equatable {
    case everything
    case channel(Channel)
    case topic(String)
    case subject(type: String, id: Int)
  }

  let learner: Int
  let reach: Reach
  private(set) var at: Instant?

  init(_ learner: Int, _ reach: Reach) {
    self.learner = learner
    self.reach = reach
  }

  func heard(at moment: Instant) -> HeardNo {
    var heard = self
    heard.at = moment
    return heard
  }

  func covers(_ message: StormMessage) -> Bool {
    guard message.learner == learner else { return false }
    switch reach {
    case .everything: return true
    case .channel(let channel): return message.channel == channel
    case .topic(let topic): return message.topic == topic
    case .subject(let type, let id): return message.subjectType == type && message.subject == id
    }
  }
}

/// What a provider took: to whom and when by its journal, about what by the ledger's row with the id that it carries.
struct StormMessage: Sendable {
  let delivery: Int
  let learner: Int
  let channel: Channel
  /// By the storm's clock.
  let at: Instant
  let campaign: String
  let topic: String
  let subjectType: String
  let subject: Int
  let step: Int
}
