import Campaigns
import Domain
import FunctionContract
import Store

/// Writes a list of prices into a database, whole or not at all.
struct PriceLoader {
  private let list: PriceList

  init(_ list: PriceList) { self.list = list }

  /// Returns how many prices the list has; refuses one in another currency than the deployment's.
  func load(_ connection: borrowing Connection) throws(RunnerError) -> Int {
    var amount: Money?
    if case .amount(let money) = list.budget { amount = money }
    let put = PutBudget(currency: list.currency, changesBudget: list.budget != nil, budget: amount)
    do throws(StoreError) {
      let currency = try connection.first(put) ?? list.currency
      if currency == list.currency { return try connection.first(PutPrices(prices: list.prices)) ?? 0 }
      throw StoreError(.data, statement: "PutBudget", message: currency)
    } catch {
      guard error.kind == .data else { throw RunnerError(error) }
      throw RunnerError(.badEvent, "the prices are in \(list.currency), the deployment's currency is another one")
    }
  }
}
