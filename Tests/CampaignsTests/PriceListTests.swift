import Domain
import Testing

@testable import Campaigns

@Suite struct PriceListTests {
  private func faults(_ prices: String, head: String = "currency: EUR\n") -> [String] {
    do throws(CampaignFaults) {
      _ = try PriceList(head + prices, path: "deploy/prices.yaml")
      return []
    } catch {
      return error.diagnostics.map(\.description)
    }
  }

  @Test func aListIsReadWithItsUnits() throws {
    let list = try PriceList(
      """
      currency: EUR
      budget: 500
      prices:
        - { channel: email, price: 0.0008 }
        - { channel: sms, prefix: 44, price: 0.041, from: 2026-07-01 }
        - { channel: whatsapp, category: utility, prefix: 91, price: 0.0014 }
      """, path: "prices.yaml")
    #expect(list.currency == "EUR" && list.budget == .amount(Money(millionths: 500_000_000)))
    #expect(
      list.prices == [
        Price(
          channel: .email, unit: "message", prefix: "", validFrom: "1970-01-01", price: Money(millionths: 800)),
        Price(
          channel: .sms, unit: "segment", prefix: "44", validFrom: "2026-07-01", price: Money(millionths: 41_000)),
        Price(
          channel: .whatsapp, unit: "utility", prefix: "91", validFrom: "1970-01-01", price: Money(millionths: 1400)),
      ])
  }

  @Test(arguments: [
    ("{ channel: sms, price: -1 }", "'-1' is not an amount"), ("{ channel: sms, price: free }", "'free' is not"),
    ("{ channel: smss, price: 1 }", "did you mean sms?"), ("{ channel: inapp, price: 1 }", "is not one of"),
    ("{ channel: whatsapp, price: 1 }", "category is missing"),
    ("{ channel: whatsapp, category: promo, price: 1 }", "'promo' is not"),
    ("{ channel: sms, category: utility, price: 1 }", "category is unknown"),
    ("{ channel: sms, prefix: +44, price: 1 }", "'+44' is not"),
    ("{ channel: sms, prefix: 0044, price: 1 }", "not the first"),
    ("{ channel: email, prefix: 44, price: 1 }", "goes to no number"), ("{ channel: sms }", "price is missing"),
    ("{ channel: sms, price: 1, from: 2026-13-01 }", "is not a day"),
  ]) func whatDoesNotFitIsToldByItsLine(price: String, says: String) {
    let found = faults("prices:\n  - \(price)\n")
    #expect(found.contains { $0.hasPrefix("deploy/prices.yaml:3: ") && $0.contains(says) }, "\(found)")
  }

  @Test func aPriceStandsOnceAndACurrencyIsNeeded() {
    #expect(
      faults("prices:\n  - { channel: sms, price: 1 }\n  - { channel: sms, price: 2 }\n") == [
        "deploy/prices.yaml:4: a price for the same and from the same day stands above"
      ])
    #expect(faults("prices: []\n", head: "").contains { $0.contains("currency is missing") })
    #expect(faults("prices: []\nbudget: lots\n").contains { $0.contains("'lots' is not an amount") })
  }
}
