import JSON

/// What became of the learner in one situation.
struct ConformanceVerdict {
  var situation: String
  var meaning: String
  /// How many messages are right.
  var wanted: Int
  /// How many a provider took.
  var sent: Int
  /// Why a message was left out, where one was.
  var reason: String?
  /// Why the situation was not tried, though it should have been.
  var fault: String?
  /// Why the platform cannot be in the situation.
  var absence: String?

  var isGood: Bool { fault == nil && (absence != nil || sent == wanted) }

  /// The verdict for a person.
  var line: String {
    if let absence { return "-     \(situation): \(absence)" }
    if let fault { return "WRONG \(situation): \(fault)" }
    if isGood { return "ok    \(situation): \(sent)" }
    let reason = reason.map { " (\($0))" } ?? ""
    return "WRONG \(situation): \(sent) and not \(wanted)\(reason): \(meaning)"
  }

  var json: JSON {
    var members: [String: JSON] = [
      "situation": .string(situation), "wanted": .integer(wanted), "sent": .integer(sent), "good": .bool(isGood),
    ]
    members["reason"] = reason.map(JSON.string)
    members["fault"] = fault.map(JSON.string)
    members["absence"] = absence.map(JSON.string)
    return .object(members)
  }
}
