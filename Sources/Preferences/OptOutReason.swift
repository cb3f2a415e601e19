/// Why somebody says no, where they care to say.
enum OptOutReason: String, CaseIterable {
  case tooMany = "too_many"
  case notUseful = "not_useful"
  case finished
  case neverAsked = "never_asked"
  case other

  /// The learner's own words for it.
  var words: String {
    switch self {
    case .tooMany: "There are too many messages"
    case .notUseful: "They are not useful to me"
    case .finished: "I have finished, or I am no longer taking part"
    case .neverAsked: "I never asked for them"
    case .other: "Another reason"
    }
  }
}
