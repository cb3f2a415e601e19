import Domain
import Store

/// Adds prices, or replaces those for the same numbers from the same day; how many.
struct PutPrices: Statement {
  static let sql = """
    with put as (
      insert into rekindle.prices (channel, unit, prefix, valid_from, price)
      select n.channel, n.unit, n.prefix, n.valid_from::date, n.price / 1000000.0
        from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[]) n(channel, unit, prefix, valid_from, price)
      on conflict (channel, unit, prefix, valid_from) do update set price = excluded.price
      returning 1)
    select count(*) as prices from put
    """
  static let columns = ["prices"]

  var prices: [Price]

  var binds: [Bind] {
    [
      .texts(prices.map(\.channel.rawValue)), .texts(prices.map(\.unit)), .texts(prices.map(\.prefix)),
      .texts(prices.map(\.validFrom)), .ints(prices.map(\.price.millionths)),
    ]
  }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
