import FunctionContract
import JSON
import Store
import TestKit
import Testing

@testable import ingest

/// Orders with their lines, the places that they pay, and orders whose figures cannot be right.
///
/// Holds REQ-3-01, REQ-3-06.
@Suite(.database) struct PurchaseTests {
  let host: Host

  init() throws { host = try Host() }

  private func lines() throws -> [[String?]] {
    try host.database.rows(
      "select position, class_id, class_name, child_name, price from lms.order_items where order_id = 5 order by 1")
  }

  private func openAnomalies() throws -> [[String?]] {
    try host.database.rows(
      "select kind, detail from rekindle.anomalies where resolved_at is null order by kind, detail")
  }

  @Test func anOrderIsWrittenWithItsLinesInTheirOrderAndToTheCent() throws {
    #expect(try host.tell(Purchase.lesson, Purchase.order()) == ["taken", "taken"])
    #expect(
      try host.database.rows("select subtotal, discount_total, tax_total, total, plan, ordered_at from lms.orders")
        == [["149.500", "20.000", "0.250", "129.750", "one_time", "2026-11-20 01:00:00+00"]])
    #expect(try lines() == [["1", "3", "Piano", "Ada", "100.000"], ["2", nil, "Sheets", nil, "49.500"]])
    #expect(try openAnomalies() == [], "a class that the same list tells is waited for by nobody")
  }

  @Test func aListIsOneValueOfWhichTheNewerCountsWhicheverCameFirst() throws {
    let one: JSON = [["class_name": "Flute", "price": "149.50"]]
    let newer = Purchase.order("b", at: "2026-11-20T01:30:00Z", ["items": one])
    #expect(try host.tell(Purchase.lesson, newer, Purchase.order("a")) == ["taken", "taken", "taken"])
    #expect(try lines() == [["1", nil, "Flute", nil, "149.500"]])
    #expect(try host.tell(Purchase.order("c", at: "2026-11-20T01:40:00Z")) == ["taken"])
    #expect(try lines().map { $0[2] } == ["Piano", "Sheets"])
  }

  @Test func anOrderWhoseFiguresDisagreeIsTakenAndNotedUntilItIsPutRight() throws {
    #expect(try host.tell(Purchase.lesson, Purchase.order("a", ["total": "129.74"])) == ["taken", "taken"])
    #expect(
      try openAnomalies()
        == [["order_disagrees", "order R-5: subtotal, discount and tax come to 129.75, the total is 129.74"]])
    #expect(try host.database.value("select rekindle.order_disagrees(5)") == "t")
    #expect(
      try host.tell(Purchase.order("b", at: "2026-11-20T01:01:00Z", ["subtotal": "150", "total": "130.25"])) == [
        "taken"
      ])
    #expect(try openAnomalies() == [["order_disagrees", "order R-5: the lines come to 149.5, the subtotal is 150"]])
    #expect(
      try host.database.rows("select rule, n, examples from rekindle.data_faults where place > 21")
        == [["orders have lines, a discount, a tax and a total that do not agree: no receipt is sent", "1", "{R-5}"]])
    #expect(try host.tell(Purchase.order("c", at: "2026-11-20T01:02:00Z")) == ["taken"])
    #expect(try openAnomalies() == [])
    #expect(try host.database.value("select rekindle.order_disagrees(5)") == "f")
  }

  @Test func aPaidOrderConfirmsItsPlacesOnceItIsPaidInFull() throws {
    _ = try host.tell(Purchase.lesson, Purchase.order(), Purchase.place(1), Purchase.place(2, of: 8))
    func confirmed() throws -> [String?] {
      try host.database.rows("select confirmed_at from rekindle.places order by enrolment_id").map { $0[0] }
    }
    let part = Purchase.payment(1, "100.00", paidAt: "2026-11-20T01:10:00Z", ["order_id": 5])
    #expect(try host.tell(part[0], part[1]) == ["taken", "taken"])
    #expect(try confirmed() == [nil, nil], "29.75 are still open")
    let rest = Purchase.payment(2, 29.75, paidAt: "2026-11-20T01:20:00Z", ["order_id": 5, "method": "Visa •••• 4242"])
    #expect(try host.tell(rest[0], rest[1]) == ["taken", "taken"])
    #expect(try confirmed() == ["2026-11-20 01:20:00+00", "2026-11-20 01:20:00+00"])
    let own = Host.event(
      "own", "lms.class_enrolment.confirmed", at: "2026-11-20T01:05:00Z", ["enrolment_id": 2, "user_id": 8])
    #expect(try host.tell(own) == ["taken"])
    #expect(try confirmed() == ["2026-11-20 01:20:00+00", "2026-11-20 01:05:00+00"], "the host's word came before")
  }

  @Test func theFirstInstalmentConfirmsThePlacesAndAPaymentPaysItsInstalment() throws {
    _ = try host.tell(Purchase.lesson, Purchase.order(["plan": "instalments"]), Purchase.place(1))
    for number in 1...3 {
      let due: JSON = [
        "instalment_id": .integer(number), "order_id": 5, "user_id": 7, "number": .integer(number), "count": 3,
        "amount": "43.25", "currency": "eur", "due_on": .string("2026-12-0\(number)"),
      ]
      #expect(try host.tell(Host.event("i\(number)", "lms.instalment.due", due)) == ["taken"])
    }
    let first = Purchase.payment(1, "43.25", paidAt: "2026-11-20T01:10:00Z", ["instalment_id": 1])
    #expect(try host.tell(first[0], first[1]) == ["taken", "taken"])
    #expect(try host.database.value("select confirmed_at from rekindle.places") == "2026-11-20 01:10:00+00")
    #expect(
      try host.database.rows("select number, currency, paid_at is not null from rekindle.instalments order by 1")
        == [["1", "EUR", "t"], ["2", "EUR", "f"], ["3", "EUR", "f"]])
    #expect(
      try host.database.count("select count(*) from rekindle.data_faults where place > 21") == 0,
      "they come to the total")
  }

  @Test func aRefundIsWrittenBesideItsPaymentAndACancellationSaysWhatIsPaidBack() throws {
    _ = try host.tell(Purchase.lesson, Purchase.order(), Purchase.place(1), Purchase.place(2))
    let refund: JSON = [
      "refund_id": 9, "payment_id": 1, "user_id": 7, "amount": "40.00", "currency": "EUR",
    ]
    let cancelled: JSON = [
      "enrolment_id": 1, "user_id": 7, "effective_on": "2026-12-01", "refund_amount": "40.00", "refund_currency": "EUR",
    ]
    #expect(
      try host.tell(
        Host.event("r", "lms.payment.refunded", refund), Host.event("c1", "lms.class_enrolment.cancelled", cancelled),
        Host.event("c2", "lms.class_enrolment.cancelled", ["enrolment_id": 2, "user_id": 7, "refund_amount": nil]))
        == ["taken", "taken", "taken"])
    #expect(try host.database.rows("select payment_id, amount from lms.refunds") == [["1", "40.000"]])
    #expect(
      try host.database.rows("select effective_on, refund_amount from lms.class_enrolments order by enrolment_id")
        == [["2026-12-01", "40.000"], [nil, nil]])
  }
}

extension Purchase {
  fileprivate static func order(_ other: [String: JSON]) -> JSON { order("order", other) }
}
