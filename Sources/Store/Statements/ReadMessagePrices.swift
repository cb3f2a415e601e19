public import Domain

/// What a unit of a channel costs to some people, by their numbers, of which nothing is told.
public struct ReadMessagePrices: Statement {
  /// A channel and what is paid for on it.
  public struct Kind: Hashable, Sendable {
    public let channel: Channel
    public let unit: String

    public init(channel: Channel, unit: String) {
      self.channel = channel
      self.unit = unit
    }
  }

  public struct Row: Sendable {
    /// nil where it costs the same to everybody.
    public let userID: Int?
    public let kind: Kind
    /// nil where the channel has no price at all.
    public let price: Money?
    /// What has no price and counts as the dearest of its channel; nil where it has one.
    public let gap: String?
  }

  public static let sql = """
    select p.user_id, p.channel, p.unit, (p.price * 1000000)::bigint as price, p.gap
      from rekindle.message_prices($1::bigint[], $2::text[], $3::text[], $4) p
    """
  public static let columns = ["user_id", "channel", "unit", "price", "gap"]

  public var userIDs: [Int]
  public var kinds: [Kind]
  public var now: Instant

  public init(userIDs: [Int], kinds: [Kind], now: Instant) {
    self.userIDs = userIDs
    self.kinds = kinds
    self.now = now
  }

  public var binds: [Bind] {
    [.ints(userIDs), .texts(kinds.map(\.channel.rawValue)), .texts(kinds.map(\.unit)), .instant(now)]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      userID: try cells.optionalInt(0), kind: Kind(channel: try cells.channel(1), unit: try cells.text(2)),
      price: try cells.optionalInt(3).map(Money.init(millionths:)), gap: try cells.optionalText(4))
  }
}
