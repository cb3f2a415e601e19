public import Domain

/// Records that a button of one of our messages was pressed: a click, whose detail is the button's payload.
public struct RecordPress: Statement {
  public static let sql = "select rekindle.record_press($1, $2, $3, $4, $5, $6, $7) as is_ours"
  public static let columns = ["is_ours"]

  public var provider: String
  public var channel: Channel
  /// Who pressed it (E.164).
  public var number: String
  /// The provider's name for the message that has the button.
  public var answered: String
  public var payload: String
  /// nil where the provider does not say.
  public var at: Instant?
  public var now: Instant

  public init(
    provider: String, channel: Channel, number: String, answered: String, payload: String, at: Instant?, now: Instant
  ) {
    self.provider = provider
    self.channel = channel
    self.number = number
    self.answered = answered
    self.payload = payload
    self.at = at
    self.now = now
  }

  public var binds: [Bind] {
    [
      .text(provider), .text(channel.rawValue), .text(number), .text(answered), .text(payload), .instant(at),
      .instant(now),
    ]
  }

  /// Whether the message is one of ours.
  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Bool { try cells.bool(0) }
}
