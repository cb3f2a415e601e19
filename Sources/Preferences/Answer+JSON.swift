import Access
import JSON
import Store

extension Answer {
  /// The answer for a program.
  func json(_ site: Site) -> JSON {
    switch self {
    case .question(_, let scope, let isStanding, _):
      ["status": isStanding ? "unsubscribed" : "subscribed", "scope": .string(scope.rawValue)]
    case .optedOut(let subject, let scope, let isNew, _):
      [
        "success": true,
        "message": .string(site.words.optOut.done.with(["what": site.words.optOut.noMore(scope, subject)])),
        "status": "unsubscribed", "scope": .string(scope.rawValue), "already": .bool(!isNew),
      ]
    case .takenBack(let subject, let scope, let wasStanding, let left, _):
      [
        "success": true, "message": .string(site.words.optOut.back + ": " + site.words.optOut.whole(scope, subject)),
        "status": left.isEmpty ? "subscribed" : "unsubscribed", "scope": .string(scope.rawValue),
        "already": .bool(!wasStanding),
      ]
    case .preferences(_, let preferences, let page, let isSaved, _, let data):
      [
        "switches": .array(preferences.map { $0.json(site) }), "wishes": page.json, "saved": .bool(isSaved),
        "data": data.map { .string($0.rawValue) } ?? .null,
      ]
    case .linkAsked(_, let outcome, _):
      [
        "success": .bool(outcome == .sent), "message": .string(site.words.data.outcomes[outcome] ?? ""),
        "data": .string(outcome.rawValue),
      ]
    case .held(let link): ["held": .object(link.held.mapValues(JSON.integer))]
    case .eraseQuestion:
      ["lost": .string(site.words.data.lost), "stays": .string(site.words.data.stays.with(["sender": site.sender]))]
    case .copy(let known): known
    case .erased: ["success": true, "message": .string(site.words.data.erased)]
    case .problem(let problem):
      ["success": false, "message": .string(problem.message), "error": .string(problem.code)]
    }
  }
}

extension LearnerPage.Row {
  fileprivate var json: JSON {
    [
      "until": wishes.until.map(JSON.string) ?? .null, "weekly": .bool(wishes.isWeekly),
      "from": wishes.from.map(JSON.integer) ?? .null, "to": wishes.to.map(JSON.integer) ?? .null,
      "hour": wishes.hour.map(JSON.integer) ?? .null, "learned_hour": learnedHour.map(JSON.integer) ?? .null,
    ]
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
