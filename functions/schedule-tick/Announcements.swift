import Domain
import FunctionContract
import JSON
import Store

/// The deliveries that senders should see next, as events of ids: hints, since the ledger is the truth.
struct Announcements {
  /// Ids of one event: about a third of a second's work for a sender.
  static let idsPerEvent = 500
  /// One event less than the contract allows, which leaves room for the continuation.
  static let eventsPerReply = 9

  /// Channels that have a sender: a page may begin one more event of each.
  private static let channels = Channel.allCases.count

  private var ids: [Channel: [Int]] = [:]
  /// Whether there is work left for one more tick.
  var isContinued = false
  /// Behind which invitation the next tick goes on to correct; nil where none is left.
  var corrections: CorrectInvitations.Place?
  /// The campaign that alone was looked at; nil where all were.
  var campaign: String?
  /// Whether campaigns want to know who entered within the hour.
  var asksDetection = false

  mutating func add(_ id: Int, on channel: Channel) { ids[channel, default: []].append(id) }

  func count(of channel: Channel) -> Int { ids[channel]?.count ?? 0 }

  /// Whether one more page of ids might not fit, however they are spread over the channels in use.
  var isFull: Bool {
    let used = ids.values.reduce(0) { $0 + ($1.count + Self.idsPerEvent - 1) / Self.idsPerEvent }
    return used + Self.channels + (asksDetection ? 1 : 0) > Self.eventsPerReply
  }

  func events(from invocation: Invocation) -> [CloudEvent] {
    var events: [CloudEvent] = []
    for (channel, ids) in ids.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      for start in stride(from: 0, to: ids.count, by: Self.idsPerEvent) {
        let part = ids[start..<min(start + Self.idsPerEvent, ids.count)]
        events.append(
          .emitted(
            by: ScheduleTick.name, from: invocation, key: "\(channel.rawValue):\(part.first ?? 0)",
            type: "delivery.\(channel.rawValue).due", data: ["ids": .array(part.map(JSON.integer))]))
      }
    }
    if asksDetection {
      events.append(.emitted(by: ScheduleTick.name, from: invocation, key: "hour", type: "detect.hourly"))
    }
    if isContinued || corrections != nil {
      events.append(
        .emitted(
          by: ScheduleTick.name, from: invocation, key: "continue", type: ScheduleTick.eventType,
          data: campaign.map { ["campaign": .string($0)] } ?? corrections?.json))
    }
    return events
  }
}

extension CorrectInvitations.Place {
  /// As an event carries it.
  fileprivate var json: JSON { ["corrections": ["user_id": .integer(learner), "uid": .string(uid)]] }

  /// What an event's data say; nil where corrections begin at the beginning.
  init?(_ data: JSON?) {
    guard let learner = data?["corrections"]?["user_id"]?.integer, let uid = data?["corrections"]?["uid"]?.string
    else { return nil }
    self.init(learner: learner, uid: uid)
  }
}
