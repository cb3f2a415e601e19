import FunctionContract
import JSON
import Store

/// Requests to the host as events, a hundred in each; what one reply cannot hold, an event of our own goes on with.
struct DunningRequests {
  private static let perEvent = 100
  /// Two events less than a reply may hold, which leaves room for what goes on.
  static let most = 8 * perEvent

  let round: DunningRound
  let rows: [DebtRequest]

  var count: Int { rows.count }

  /// - Parameter campaign: by whose name the run was asked for; what goes on is of the same run.
  func events(from invocation: Invocation, campaign: JSON?) -> [CloudEvent] {
    let parts = stride(from: 0, to: rows.count, by: Self.perEvent).map {
      rows[$0..<min($0 + Self.perEvent, rows.count)]
    }
    let asking = parts.map { part in
      CloudEvent.emitted(
        by: Dunning.name, from: invocation, key: "\(round.request.list):\(part.first?.number ?? 0)",
        type: round.request.type, data: [round.request.list: .array(part.map(\.request))])
    }
    guard rows.count == Self.most, let last = rows.last else { return asking }
    var data: [String: JSON] = ["round": .string(round.rawValue), "after": .integer(last.number)]
    data["campaign"] = campaign
    return asking + [
      .emitted(
        by: Dunning.name, from: invocation, key: "continue", type: Dunning.eventType, data: .object(data))
    ]
  }
}
