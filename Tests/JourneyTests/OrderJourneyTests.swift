import Domain
import Foundation
import JSON
import Store
import TestKit
import Testing

/// Orders and payments that a shop tells, some of them wrong, up to the episodes that they open.
///
/// Holds REQ-3-02.
@Suite(.database, .timeLimit(.minutes(20))) struct OrderJourneyTests {
  private static let receipts = MadeUpCampaign(
    "receipts", subject: "order", enter: "  event: lms.order.created",
    segment: """
      select o.user_id, o.order_id as subject_id, null::timestamptz as last_activity_at
        from lms.orders o
       where o.ordered_at > as_of - interval '2 days' and o.ordered_at <= as_of and not rekindle.order_disagrees(o.order_id)
      """)
  private static let places = MadeUpCampaign(
    "places", subject: "place",
    enter: "  event: [lms.payment.paid, lms.class_enrolment.confirmed, lms.class_enrolment.created]",
    segment: """
      select p.user_id, p.enrolment_id as subject_id, null::timestamptz as last_activity_at
        from rekindle.places p
       where p.confirmed_at > as_of - interval '2 days' and p.confirmed_at <= as_of and p.cancelled_at is null
      """)
  private static let key = "a-key-of-the-dashboard"

  let school: School

  init() throws {
    school = try School(
      on: .current(),
      settings: ["REKINDLE_EVENT_SECRETS": "lms:\(School.eventSecret)", "DASHBOARD_KEYS": Self.key])
    for campaign in [Self.receipts, Self.places] { try school.publish(URL(filePath: campaign.write())) }
    try school.admit(1...3, lastSeen: "2026-06-01T09:00:00Z")
    try tell("lms.class.updated", ["class_id": 3, "name": "Piano"])
  }

  /// Tells one event, has detection hear of it, and returns what became of it.
  @discardableResult
  private func tell(_ type: String, id: String = UUID().uuidString, _ data: JSON, at time: String = "09:00") throws
    -> String
  {
    let told = try school.tell(type, at: "2026-06-30T\(time):00Z", id: id, data)
    for event in told.events where event["type"] == "detect.told" {
      let heard = try school.run("detect", role: "rekindle_detect", event)
      guard heard.exitCode == 0 else { throw Spawn.Failure(description: heard.output + heard.log) }
    }
    return told.status
  }

  private func order(_ id: Int, of learner: Int = 1, _ other: [String: JSON] = [:]) -> JSON {
    let data: [String: JSON] = [
      "order_id": .integer(id), "user_id": .integer(learner), "currency": "EUR", "subtotal": "149.00",
      "total": "149.00",
      "items": [["class_id": 3, "class_name": "Piano", "price": "149.00"]],
    ]
    return .object(data.merging(other) { $1 })
  }

  private func place(_ id: Int, of learner: Int, order: Int) -> JSON {
    ["enrolment_id": .integer(id), "user_id": .integer(learner), "class_id": 3, "order_id": .integer(order)]
  }

  private func episodes() throws -> [String?] {
    try school.database.rows(
      """
      select c.slug || ' ' || e.user_id || '/' || e.subject_id
        from rekindle.campaign_enrollments e join rekindle.campaigns c on c.id = e.campaign_id order by 1
      """
    ).map { $0[0] }
  }

  @Test func anOrderOpensItsReceiptAndItsPaymentOneConfirmationForEachPlaceWhoeverPays() throws {
    #expect(try tell("lms.order.created", order(7)) == "taken")
    #expect(try episodes() == ["receipts 1/7"])
    for (enrolment, learner) in [(70, 1), (71, 1), (72, 2)] {
      #expect(try tell("lms.class_enrolment.created", place(enrolment, of: learner, order: 7)) == "taken")
    }
    #expect(try tell("lms.class_enrolment.created", place(80, of: 3, order: 8)) == "taken")
    try tell("lms.payment.due", ["payment_id": 5, "user_id": 1, "amount": "149.00", "currency": "EUR", "order_id": 7])
    #expect(try episodes() == ["receipts 1/7"], "nothing is sure before it is paid")
    #expect(try tell("lms.payment.paid", ["payment_id": 5, "user_id": 1], at: "09:05") == "taken")
    #expect(try episodes() == ["places 1/70", "places 1/71", "places 2/72", "receipts 1/7"])
    try tell("lms.payment.paid", ["payment_id": 5, "user_id": 1], at: "09:06")
    #expect(try episodes().count == 4, "told twice is paid once")
  }

  @Test func aPaymentBeforeItsOrderConfirmsThePlacesThatComeLater() throws {
    try tell("lms.payment.due", ["payment_id": 5, "user_id": 1, "amount": "149.00", "currency": "EUR", "order_id": 7])
    try tell("lms.payment.paid", ["payment_id": 5, "user_id": 1])
    #expect(try episodes() == [])
    try tell("lms.order.created", order(7), at: "09:10")
    try tell("lms.class_enrolment.created", place(70, of: 2, order: 7), at: "09:11")
    #expect(try episodes() == ["places 2/70", "receipts 1/7"])
  }

  @Test func ofDirtyOrdersTheGoodOnesAreConfirmedAndTheOthersWaitForRepair() throws {
    #expect(try tell("lms.order.created", id: "good", order(1)) == "taken")
    #expect(try tell("lms.order.created", id: "sum", order(2, ["number": "R-2", "total": "150.00"])) == "taken")
    #expect(try tell("lms.order.created", id: "minus", order(3, ["total": "-149.00"])) == "kept:schema")
    #expect(try tell("lms.order.created", id: "yen", order(4, ["currency": "JPY", "total": "149.5"])) == "kept:schema")
    let unknown: JSON = [["class_id": 4, "class_name": "Flute", "price": "149.00"]]
    #expect(try tell("lms.order.created", id: "class", order(5, ["items": unknown])) == "kept:unknown_row")
    #expect(try tell("lms.order.gifted", id: "type", order(6)) == "kept:unknown_type")
    #expect(try tell("lms.order.created", id: "nobody", order(7, of: 99)) == "kept:unknown_learner")
    #expect(try episodes() == ["receipts 1/1"])

    let page = try school.ask(
      "dashboard-query", role: "rekindle_dashboard", "GET", "/dashboard/events", key: Self.key,
      at: "2026-06-30T10:00:00Z")
    let kept = page.body.array ?? []
    #expect(Set(kept.compactMap { $0["event_id"]?.string }) == ["minus", "yen", "class", "type", "nobody"])
    #expect(
      try school.database.rows("select detail from rekindle.anomalies where kind = 'order_disagrees'").map { $0[0] }
        == ["order R-2: subtotal, discount and tax come to 149, the total is 150"])

    try school.database.run("insert into lms_data.classes (class_id, name) values (4, 'Flute')")
    let id = try #require(kept.first { $0["event_id"] == "class" }?["id"]?.string.flatMap { Int($0) })
    let replayed = try school.run(
      "ingest", role: "rekindle_ingest",
      school.event("events.replay", at: "2026-06-30T10:05:00Z", data: ["ids": [.integer(id)]]))
    let news = try JSON.parse(replayed.stdout)
    #expect(news["result"]?["taken"] == 1)
    for event in news["events"]?.array ?? [] { try school.run("detect", role: "rekindle_detect", event) }
    #expect(try episodes() == ["receipts 1/1", "receipts 1/5"])
    #expect(try tell("lms.order.created", order(2, ["number": "R-2"]), at: "10:10") == "taken")
    #expect(try episodes() == ["receipts 1/1", "receipts 1/2", "receipts 1/5"], "the repaired sum too")
  }
}

extension OrderJourneyTests {
  private func order(_ id: Int, _ other: [String: JSON]) -> JSON { order(id, of: 1, other) }
}
