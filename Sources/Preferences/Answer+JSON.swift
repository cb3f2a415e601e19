import Access
import JSON

extension Answer {
  /// The answer for a program.
  func json(_ site: Site) -> JSON {
    switch self {
    case .question(_, let scope, let isStanding, _):
      ["status": isStanding ? "unsubscribed" : "subscribed", "scope": .string(scope.rawValue)]
    case .optedOut(let subject, let scope, let isNew, _):
      [
        "success": true, "message": .string("You will get no more \(scope.withoutAll(subject))."),
        "status": "unsubscribed", "scope": .string(scope.rawValue), "already": .bool(!isNew),
      ]
    case .takenBack(let subject, let scope, let wasStanding, let left, _):
      [
        "success": true, "message": .string("You took back your no to \(scope.words(subject))."),
        "status": left.isEmpty ? "subscribed" : "unsubscribed", "scope": .string(scope.rawValue),
        "already": .bool(!wasStanding),
      ]
    case .preferences(_, let preferences, let isSaved):
      ["switches": .array(preferences.map { $0.json(site) }), "saved": .bool(isSaved)]
    case .problem(let problem):
      ["success": false, "message": .string(problem.message), "error": .string(problem.code)]
    }
  }
}

extension Preference {
  fileprivate func json(_ site: Site) -> JSON {
    [
      "field": .string(field), "scope": .string(scope.rawValue), "channel": .string(channelName),
      "on": .bool(state == .on), "locked": .bool(state != .on && state != .off),
      "agreement": agreement(with: site).map(JSON.string) ?? .null,
    ]
  }
}
