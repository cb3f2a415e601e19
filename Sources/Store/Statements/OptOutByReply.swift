public import Domain

/// Opts everybody with a number out of a channel, after a reply such as STOP.
public struct OptOutByReply: Statement {
  public static let sql = "select learners from rekindle.opt_out_by_reply($1, $2, $3) as learners"
  public static let columns = ["learners"]
  public var channel: String
  /// The sender's number (E.164).
  public var number: String
  public var now: Instant

  public init(channel: String, number: String, now: Instant) {
    self.channel = channel
    self.number = number
    self.now = now
  }

  public var binds: [Bind] { [.text(channel), .text(number), .instant(now)] }

  /// How many learners have the number.
  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
