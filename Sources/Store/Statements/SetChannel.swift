public import Domain

/// Turns one channel of a learner off or on, as the learner has asked the platform.
public struct SetChannel: Statement {
  public static let sql = "select rekindle.set_channel($1, $2, $3, $4)::text as set"
  public static let columns = ["set"]

  public var userID: Int
  public var channel: Channel
  public var isOn: Bool
  public var now: Instant

  public init(userID: Int, channel: Channel, isOn: Bool, now: Instant) {
    self.userID = userID
    self.channel = channel
    self.isOn = isOn
    self.now = now
  }

  public var binds: [Bind] { [.int(userID), .text(channel.rawValue), .bool(isOn), .instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) {}
}
