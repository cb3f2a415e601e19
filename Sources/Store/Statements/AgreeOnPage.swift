public import Domain

/// Records what the learner of a delivery agreed to, or took back, on the preference page.
public struct AgreeOnPage: Statement {
  public static let sql = "select rekindle.agree_on_page($1, $2, $3, $4, $5) as is_agreed"
  public static let columns = ["is_agreed"]
  public var deliveryID: Int
  public var channel: Channel
  public var isGranted: Bool
  /// What stood beside the tick.
  public var words: String
  public var now: Instant

  public init(deliveryID: Int, channel: Channel, isGranted: Bool, words: String, now: Instant) {
    self.deliveryID = deliveryID
    self.channel = channel
    self.isGranted = isGranted
    self.words = words
    self.now = now
  }

  public var binds: [Bind] {
    [.int(deliveryID), .text(channel.rawValue), .bool(isGranted), .text(words), .instant(now)]
  }

  /// Whether messages on the channel are agreed to now; nil where the delivery is gone.
  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Bool? { try cells.optionalBool(0) }
}
