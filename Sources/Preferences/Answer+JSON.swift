import Access
import JSON

extension Answer {
  /// The answer for a program.
  var json: JSON {
    switch self {
    case .question(_, let scope, let isStanding, _):
      ["status": isStanding ? "unsubscribed" : "subscribed", "scope": .string(scope.rawValue)]
    case .optedOut(_, let scope, let isNew, _):
      ["status": "unsubscribed", "scope": .string(scope.rawValue), "already": .bool(!isNew)]
    case .takenBack(_, let scope, let wasStanding, let left, _):
      [
        "status": left.isEmpty ? "subscribed" : "unsubscribed", "scope": .string(scope.rawValue),
        "already": .bool(!wasStanding),
      ]
    case .preferences(_, let preferences, let isSaved):
      ["switches": .array(preferences.map(\.json)), "saved": .bool(isSaved)]
    case .problem(let problem): ["error": .string(problem.code)]
    }
  }
}

extension Preference {
  fileprivate var json: JSON {
    [
      "field": .string(field), "scope": .string(scope.rawValue), "channel": .string(channelName),
      "on": .bool(state == .on), "locked": .bool(state != .on && state != .off),
    ]
  }
}
