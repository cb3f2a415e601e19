import Access
import Domain
import FunctionContract
import JSON
import Store

/// The switches that a platform's own settings page has for its learners (REQ-2-03): each is a learner's no to one channel.
enum LearnerSwitches {
  static let fields = [
    Field("email_notifications_enabled", .flag, "Whether emails may come; unchanged where it is not said."),
    Field("dm_notifications_enabled", .flag, "Whether direct messages may come; unchanged where it is not said."),
  ]
  static let schema = Schema.object([
    "email_notifications_enabled": Schema.flag, "dm_notifications_enabled": Schema.flag,
  ])

  private static let channels: [(field: String, channel: Channel)] = [
    ("email_notifications_enabled", .email), ("dm_notifications_enabled", .discord),
  ]

  static func show(_ call: Call) throws(Problem) -> Endpoint.Work {
    let userID = try call.userID()
    return LearnerResource.known(userID) { (connection) throws(StoreError) in try state(of: userID, connection) }
  }

  static func set(_ call: Call) throws(Problem) -> Endpoint.Work {
    let userID = try call.userID()
    return LearnerResource.known(userID) { (connection) throws(StoreError) in
      for (field, channel) in channels {
        guard let isOn = call.body.flag(field) else { continue }
        _ = try connection.run(SetChannel(userID: userID, channel: channel, isOn: isOn, now: call.now))
      }
      return try state(of: userID, connection)
    }
  }

  /// A switch is off while the learner has said no to the channel, or to all of them.
  private static func state(of userID: Int, _ connection: borrowing Connection) throws(StoreError) -> HTTPResponse {
    let noes = try connection.run(LearnerSuppressions(userID: userID)).filter {
      $0.cause == .optOut && $0.scope == "all"
    }
    return .json(
      .object(
        Dictionary(
          uniqueKeysWithValues: channels.map { item in
            (item.field, .bool(!noes.contains { $0.channel == nil || $0.channel == item.channel }))
          })))
  }
}
