import Domain
import TestKit
import Testing

/// The decimals of currencies are the same wherever they are asked for.
@Suite(.database) struct CurrencyTests {
  @Test func everyCurrencyHasAsManyDecimalsHereAsInTheDatabase() throws {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    let codes = letters.flatMap { first in letters.flatMap { second in letters.map { String([first, second, $0]) } } }
    let list = codes.map { "'\($0)'" }.joined(separator: ",")
    let told = try TestDatabase.current().rows(
      "select c, rekindle.minor_digits(c) from unnest(array[\(list)]) with ordinality u(c, n) order by n")
    #expect(told.map { $0[1] } == codes.map { Currency($0).map { "\($0.decimals)" } })
    #expect(Set(told.map { $0[1] }) == ["0", "2", "3"])
  }

  @Test func anAmountIsWrittenWithTheDecimalsOfItsCurrencyOrNotAtAll() throws {
    func text(_ amount: String, _ currency: String) -> String? {
      Currency(currency).flatMap { currency in Money(amount).flatMap(currency.text) }
    }
    #expect(text("149", "eur") == "149.00" && text("149.5", "EUR") == "149.50" && text("149.505", "EUR") == nil)
    #expect(text("10.000", "JPY") == "10" && text("10.5", "JPY") == nil && text("1.234", "KWD") == "1.234")
    #expect(Currency("EU") == nil && Currency("€UR") == nil && Currency("E1R") == nil)
  }
}
