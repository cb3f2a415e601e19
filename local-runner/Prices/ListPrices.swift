import Domain
import Store

/// Every price in the order in which it is looked for, and the deployment's currency.
struct ListPrices: Statement {
  static let sql = """
    select p.channel, p.unit, p.prefix, p.valid_from::text as valid_from, (p.price * 1000000)::bigint as price,
           coalesce(d.currency, '') as currency
      from rekindle.prices p cross join rekindle.deployment d
     order by p.channel, p.unit, p.prefix, p.valid_from
    """
  static let columns = ["channel", "unit", "prefix", "valid_from", "price", "currency"]

  var binds: [Bind] { [] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> (price: Price, currency: String) {
    (
      Price(
        channel: try cells.channel(0), unit: try cells.text(1), prefix: try cells.text(2),
        validFrom: try cells.text(3), price: Money(millionths: try cells.int(4))), try cells.text(5)
    )
  }
}
