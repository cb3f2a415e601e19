import Domain
import FunctionContract
import FunctionShell
import JSON
import Store
import TestKit
import Testing

@testable import ingest

/// Amounts that cannot be, classes that are not there, and requests that nobody signed: kept where they can be put right,
/// refused where they cannot.
///
/// Holds REQ-3-08.
@Suite(.database) struct BadMoneyTests {
  let host: Host

  init() throws { host = try Host() }

  private func due(_ amount: JSON, _ currency: JSON) -> JSON {
    Host.event(
      "evt_1", "lms.payment.due", ["payment_id": 1, "user_id": 7, "amount": amount, "currency": currency])
  }

  @Test(
    arguments: [
      ("149.00", "EUR", "149.000"), (149, "eur", "149.000"), (149.1, "EUR", "149.100"), ("10", "JPY", "10.000"),
      (10.0, "JPY", "10.000"), ("1.234", "KWD", "1.234"), (1.234, "KWD", "1.234"), ("0", "EUR", "0.000"),
      ("9999999999.99", "EUR", "9999999999.990"), ("0.10", "XYZ", "0.100"),
    ] as [(JSON, JSON, String)])
  func anAmountIsTakenExactlyAsAStringOrANumber(_ amount: JSON, _ currency: JSON, _ written: String) throws {
    #expect(try host.tell(due(amount, currency)) == ["taken"])
    #expect(try host.database.value("select amount from lms.payments") == written)
  }

  @Test(
    arguments: [
      (10.5, "JPY"), ("10.5", "JPY"), ("1.2345", "KWD"), ("149.001", "EUR"), ("-1", "EUR"), (-1, "EUR"), ("1e3", "EUR"),
      ("1,50", "EUR"), ("", "EUR"), (" 1", "EUR"), ("NaN", "EUR"), (1e300, "EUR"), (true, "EUR"), (nil, "EUR"),
      ("99999999999", "EUR"), ("1", "EURO"), ("1", "€"), ("1", nil), ("1", 978), (["1"], "EUR"),
    ] as [(JSON, JSON)])
  func anAmountThatDoesNotFitItsCurrencyIsKeptWithItsEvent(_ amount: JSON, _ currency: JSON) throws {
    #expect(try host.tell(due(amount, currency)) == ["kept:schema"])
    #expect(try host.database.count("select count(*) from lms.payments") == 0)
    #expect(try host.database.rows("select event_id from rekindle.events_unknown") == [["evt_1"]])
  }

  @Test func whatDoesNotFitInALineIsToldWithItsPlace() throws {
    let items: JSON = [
      ["class_name": "Piano", "price": "100.00"], ["class_name": "Sheets", "price": "49.505"],
    ]
    func detail(_ items: JSON) throws -> String? {
      #expect(try host.tell(Purchase.order("a", ["items": items])) == ["kept:schema"])
      return try host.database.value("select detail from rekindle.events_unknown")
    }
    #expect(
      try detail(items)
        == "data.items[1].price must be an amount from 0 on such as \"149.00\", with no more decimals than currency has"
    )
    #expect(try detail([]) == "data.items must be a list of 1 to 200 objects")
    #expect(try detail(["words"]) == "data.items[0] must be an object")
    #expect(try detail(.array([JSON](repeating: items.array?[0] ?? nil, count: 201)))?.hasPrefix("data.items") == true)
  }

  @Test func aNegativeTotalIsKeptAndNothingOfTheOrderIsWritten() throws {
    #expect(try host.tell(Purchase.lesson, Purchase.order("a", ["total": "-129.75"])) == ["taken", "kept:schema"])
    #expect(try host.database.count("select count(*) from lms.orders") == 0)
    #expect(
      try host.database.rows("select kind, detail from rekindle.anomalies")
        == [["host_event_schema", "lms lms.order.created"]])
  }

  @Test func anOrderOfAClassThatComesLaterIsTakenByItselfWithAllThatWaitsForIt() throws {
    let cancelled = Host.event("x", "lms.order.cancelled", at: "2026-11-20T01:30:00Z", ["order_id": 5, "user_id": 7])
    #expect(
      try host.tell(cancelled, Purchase.order(), Purchase.place(1))
        == ["kept:unknown_row", "kept:unknown_row", "kept:unknown_row"])
    #expect(
      try host.database.rows("select event_id, waits_for from rekindle.events_unknown order by 1")
        == [["order", "classes 3"], ["place-1", "classes 3"], ["x", "orders 5"]])
    #expect(try host.tell(Purchase.lesson) == ["taken"])
    #expect(try host.database.count("select count(*) from rekindle.events_unknown") == 0)
    #expect(try host.database.rows("select cancelled_at from lms.orders") == [["2026-11-20 01:30:00+00"]])
    #expect(try host.database.count("select count(*) from lms.order_items") == 2)
    #expect(try host.database.count("select count(*) from lms.class_enrolments") == 1)
  }

  @Test func ofTwoClassesThatAreMissingTheSecondIsWaitedForOnceTheFirstIsThere() throws {
    let items: JSON = [
      ["class_id": 3, "class_name": "Piano", "price": "100.00"],
      ["class_id": 4, "class_name": "Flute", "price": "49.50"],
    ]
    #expect(try host.tell(Purchase.order("a", ["items": items])) == ["kept:unknown_row"])
    #expect(try host.tell(Purchase.lesson) == ["taken"])
    #expect(try host.database.rows("select waits_for from rekindle.events_unknown") == [["classes 4"]])
    #expect(try host.tell(Host.event("d", "lms.class.updated", ["class_id": 4, "name": "Flute"])) == ["taken"])
    #expect(try host.database.count("select count(*) from lms.order_items") == 2)
  }

  @Test func aReplayTakesAnOrderWhoseClassAFileBrought() throws {
    #expect(try host.tell(Purchase.order()) == ["kept:unknown_row"])
    try host.database.run("insert into lms_data.classes (class_id, name) values (3, 'Piano')")
    let id = try #require(try host.database.value("select id from rekindle.events_unknown").flatMap { Int($0) })
    var handler = try Ingest(environment: .init(["DATABASE_URL": host.database.url(role: "rekindle_ingest")]))
    let event = CloudEvent(
      id: "1", source: "/test", type: "events.replay", time: Host.now, data: ["ids": [.integer(id)]])
    let reply = try handler.handle(Invocation(input: .event(event), now: Host.now))
    #expect(reply == .done(result: ["taken": 1, "repeated": 0, "kept": 0]))
    #expect(try host.database.count("select count(*) from lms.order_items") == 2)
  }

  @Test func aNumberAboveItsCountIsRefusedByTheTableAndKept() throws {
    let due: JSON = [
      "instalment_id": 1, "order_id": 5, "user_id": 7, "number": 4, "count": 3, "amount": "43.25", "currency": "EUR",
      "due_on": "2026-12-01",
    ]
    #expect(try host.tell(Host.event("i", "lms.instalment.due", due)) == ["kept:refused"])
  }

  @Test func ofAForgedAnOldOrAMalformedRequestNothingIsStored() throws {
    let body = JSON.array([Purchase.lesson, Purchase.order()]).bytes
    let forged = try Host.signed(body, secret: "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
    let old = try Host.signed(body, seconds: Host.now.seconds - 301)
    let malformed = try Host.signed(Array(body.dropLast()))
    #expect(try [forged, old, malformed].map { try host.answer($0).status } == [401, 401, 400])
    for table in ["lms.orders", "lms.classes", "rekindle.host_events", "rekindle.events_unknown", "rekindle.host_rows"]
    {
      #expect(try host.database.count("select count(*) from \(table)") == 0, "\(table)")
    }
    #expect(
      try host.database.count("select sum(seen) from rekindle.anomalies where kind = 'host_request_refused'") == 3)
  }
}
