public import Domain

/// The highest price of each channel that costs something; nil where a channel that has addresses has no price at all.
public struct FindHighestPrices: Statement {
  public static let sql = """
    select c.channel, (select max(p.price) * 1000000 from rekindle.prices p
                        where p.channel = c.channel
                          and p.valid_from <= ($2::timestamptz at time zone d.time_zone)::date)::bigint as price
      from unnest($1::text[]) c(channel) cross join rekindle.deployment d
     where rekindle.address_kind(c.channel) is not null
    """
  public static let columns = ["channel", "price"]

  public var channels: [Channel]
  public var now: Instant

  public init(channels: [Channel], now: Instant) {
    self.channels = channels
    self.now = now
  }

  public var binds: [Bind] { [.texts(channels.map(\.rawValue)), .instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> (channel: Channel, price: Money?) {
    (try cells.channel(0), try cells.optionalInt(1).map(Money.init(millionths:)))
  }
}
