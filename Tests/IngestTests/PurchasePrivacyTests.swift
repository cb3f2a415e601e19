import JSON
import TestKit
import Testing

/// What a learner is given of their orders, and what is left of them once they are forgotten.
@Suite(.database) struct PurchasePrivacyTests {
  let host: Host

  init() throws {
    host = try Host()
    _ = try host.tell(Purchase.lesson, Purchase.order("order", ["total": "1.00"]), Purchase.place(1))
    let payment = Purchase.payment(1, "1.00", paidAt: "2026-11-20T01:10:00Z", ["order_id": 5, "method": "Visa •••• 4242"])
    _ = try host.tell(payment[0], payment[1])
  }

  @Test func aLearnerIsGivenTheirOrdersPlacesAndPayments() throws {
    func exported(_ path: String) throws -> String? {
      try host.database.value("select rekindle.export_learner(7) #>> '{\(path)}'")
    }
    #expect(try exported("orders,0,items,0,child_name") == "Ada")
    #expect(try exported("orders,0,number") == "R-5")
    #expect(try exported("places,0,confirmed_at") == "2026-11-20T01:10:00+00:00")
    #expect(try exported("payments,0,amount") == "1.000")
    #expect(try exported("payments,0,method") == "Visa •••• 4242")
    #expect(try exported("instalments") == "[]")
    #expect(try host.database.value("select rekindle.export_learner(8) #>> '{orders}'") == "[]")
  }

  @Test func whoIsForgottenLeavesOnlyWhatThePlatformItselfKnows() throws {
    #expect(try host.database.count("select count(*) from rekindle.anomalies where kind = 'order_disagrees'") == 1)
    try host.database.run("select rekindle.erase_learner(7, '2026-11-21')")
    #expect(try host.database.rows("select table_name, key from rekindle.host_rows") == [["classes", "3"]])
    #expect(try host.database.rows("select event_id from rekindle.host_events") == [["class"]])
    #expect(try host.database.count("select count(*) from rekindle.anomalies") == 0)
    #expect(try host.database.count("select count(*) from lms.orders") == 1, "books are kept by the platform")
  }
}
