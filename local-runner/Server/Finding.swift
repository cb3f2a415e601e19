import JSON

/// One thing that a check-up looked at.
struct Finding {
  enum State: String {
    case good
    /// Works, but a person may want to know.
    case notable
    case wrong
  }

  var subject: String
  var state: State
  /// What was found; where it is wrong, what to do.
  var detail: String

  var line: String {
    let mark = [State.good: "ok   ", .notable: "note ", .wrong: "WRONG"][state] ?? ""
    return "\(mark)  \(subject): \(detail)"
  }

  var json: JSON {
    ["subject": .string(subject), "state": .string(state.rawValue), "detail": .string(detail)]
  }
}
