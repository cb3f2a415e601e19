import Domain
import JSON

/// One message to one learner, sent or not.
struct TimelineEntry: Sendable {
  var learner: Int
  var name: String
  var at: Instant
  /// Date and time where the learner lives.
  var locally: String
  var zone: String
  var channel: String
  var status: String
  var template: String
  /// A `Reason`'s code; empty for what was sent.
  var reason: String

  /// One line for people.
  var line: String {
    let label = Channel(rawValue: channel)?.traits.label ?? channel
    let outcome =
      switch status {
      case "sent": template
      case "unknown", "presumed_sent": "\(template) in doubt: nobody heard whether the provider took it."
      default: "\(template) \(status). \(Reason.sentence(reason))"
      }
    return "  \(locally) \(zone)  \(name) (\(learner))  \(label) \(outcome)"
  }

  var json: JSON {
    [
      "learner": .integer(learner), "name": .string(name), "at": .string(at.rfc3339), "zone": .string(zone),
      "channel": .string(channel), "status": .string(status), "template": .string(template), "reason": .string(reason),
    ]
  }
}

extension Reason {
  /// What a code of the ledger means; the code itself where it is no reason of ours.
  static func sentence(_ code: String) -> String { Reason(rawValue: code)?.explanation ?? code }
}
