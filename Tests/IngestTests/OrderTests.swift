import Domain
import FunctionContract
import HostEvents
import JSON
import Store
import TestKit
import Testing

/// Whatever order events come in, and however often, the rows are the same in the end.
@Suite(.database) struct OrderTests {
  private static func order(_ other: [String: JSON]) -> JSON { Purchase.order("", other)["data"] ?? nil }

  /// The events of one session, one learner, one order, one payment and one group, a minute apart, the last ones of one moment.
  private static let history: [JSON] = {
    let data: [(String, JSON)] = [
      ("lms.learner.updated", ["user_id": 40, "first_name": "Lee", "email": "lee@example.org"]),
      (
        "lms.session.scheduled",
        [
          "session_id": 5, "title": "Live", "starts_at": "2026-12-01T09:00:00Z", "ends_at": "2026-12-01T10:00:00Z",
          "join_url": "https://learn.example.org/5",
        ]
      ),
      ("lms.registration.created", ["session_id": 5, "user_id": 40]),
      ("lms.learner.updated", ["user_id": 40, "last_name": "Kim", "email": nil]),
      (
        "lms.session.moved",
        ["session_id": 5, "starts_at": "2026-12-02T09:00:00Z", "ends_at": "2026-12-02T10:00:00Z"]
      ),
      ("lms.registration.cancelled", ["session_id": 5, "user_id": 40]),
      (
        "lms.session.scheduled",
        [
          "session_id": 5, "title": "Live again", "starts_at": "2026-12-03T09:00:00Z",
          "ends_at": "2026-12-03T10:00:00Z", "topic": "Nutrition",
        ]
      ),
      ("lms.attendance.recorded", ["session_id": 5, "user_id": 40]),
      ("lms.attendance.recorded", ["session_id": 5, "user_id": 40]),
      ("lms.payment.due", ["payment_id": 8, "user_id": 40, "amount": 5000, "currency": "INR"]),
      ("lms.payment.failed", ["payment_id": 8, "user_id": 40]),
      ("lms.payment.paid", ["payment_id": 8, "user_id": 40]),
      ("lms.class.updated", ["class_id": 3, "name": "Piano"]),
      ("lms.order.created", order(["order_id": 6, "user_id": 40, "total": "149.50"])),
      ("lms.class_enrolment.created", ["enrolment_id": 9, "user_id": 40, "class_id": 3, "order_id": 6]),
      ("lms.class_enrolment.confirmed", ["enrolment_id": 9, "user_id": 40]),
      (
        "lms.order.created",
        order(["order_id": 6, "user_id": 40, "items": [["class_id": 3, "class_name": "Violin", "price": "149.50"]]])
      ),
      (
        "lms.instalment.due",
        [
          "instalment_id": 4, "order_id": 6, "user_id": 40, "number": 1, "count": 1, "amount": "129.75",
          "currency": "EUR", "due_on": "2026-12-01",
        ]
      ),
      ("lms.instalment.failed", ["instalment_id": 4, "user_id": 40]),
      ("lms.instalment.paused", ["instalment_id": 4, "user_id": 40]),
      ("lms.instalment.resumed", ["instalment_id": 4, "user_id": 40]),
      ("lms.instalment.paid", ["instalment_id": 4, "user_id": 40]),
      ("lms.payment.due", ["payment_id": 8, "user_id": 40, "amount": "129.75", "currency": "EUR", "order_id": 6]),
      ("lms.payment.paid", ["payment_id": 8, "user_id": 40, "reference": "pi_1", "instalment_id": 4]),
      (
        "lms.payment.refunded",
        ["refund_id": 2, "payment_id": 8, "user_id": 40, "amount": "9.75", "currency": "EUR"]
      ),
      (
        "lms.class_enrolment.cancelled",
        ["enrolment_id": 9, "user_id": 40, "refund_amount": "9.75", "refund_currency": "EUR"]
      ),
      ("lms.order.cancelled", ["order_id": 6, "user_id": 40]),
      ("lms.progress.updated", ["user_id": 40, "course_id": 10, "completion_percentage": 40]),
      ("lms.progress.updated", ["user_id": 40, "course_id": 10, "completion_percentage": 60, "modules_completed": 6]),
    ]
    return data.enumerated().map { number, entry in
      Host.event("evt_\(number)", entry.0, at: "2026-11-20T01:\(10 + min(number, 26)):00Z", entry.1)
    }
  }()

  private func state(_ database: TestDatabase) throws -> [[String?]] {
    try database.rows(
      """
      select to_jsonb(u)::text from lms.users u where user_id = 40
      union all select to_jsonb(s)::text from lms.sessions s union all select to_jsonb(d)::text from lms.session_details d
      union all select to_jsonb(r)::text from lms.session_registrations r
      union all select to_jsonb(a)::text from lms.session_attendance a
      union all select to_jsonb(p)::text from lms.payments p union all select to_jsonb(c)::text from lms.user_course_progress c
      union all select to_jsonb(o)::text from lms.orders o union all select to_jsonb(c)::text from lms.classes c
      union all (select to_jsonb(i)::text from lms.order_items i order by i.position)
      union all select to_jsonb(e)::text from lms.class_enrolments e union all select to_jsonb(i)::text from lms.instalments i
      union all select to_jsonb(d)::text from lms.payment_details d union all select to_jsonb(r)::text from lms.refunds r
      """)
  }

  private func clear(_ database: TestDatabase) throws {
    try database.run(
      """
      delete from lms_data.users where user_id = 40; truncate lms_data.sessions, lms_data.session_details,
        lms_data.session_registrations, lms_data.session_attendance, lms_data.payments, lms_data.user_course_progress,
        lms_data.orders, lms_data.classes, lms_data.order_items, lms_data.class_enrolments, lms_data.instalments,
        lms_data.payment_details, lms_data.refunds,
        rekindle.host_events, rekindle.host_rows, rekindle.events_unknown
      """)
  }

  @Test func anyOrderAndAnyRepetitionEndInTheSameRows() throws {
    let host = try Host()
    for event in Self.history { #expect(try host.tell(event) == ["taken"]) }
    let expected = try state(host.database)
    #expect(expected.count == 14)
    var generator = SystemRandomNumberGenerator()
    let seed = UInt64.random(in: 0 ... .max, using: &generator)
    var random = Lehmer(state: seed | 1)
    for round in 0..<25 {
      try clear(host.database)
      var events = (Self.history + Self.history.filter { _ in Bool.random(using: &random) }).shuffled(using: &random)
      while !events.isEmpty {
        let count = Int.random(in: 1...min(6, events.count), using: &random)
        let batch = JSON.array(Array(events.prefix(count)))
        #expect(try host.answer(Host.signed(batch.bytes)).status == 200)
        events.removeFirst(count)
      }
      #expect(try state(host.database) == expected, "seed \(seed), round \(round)")
      #expect(try host.database.count("select count(*) from rekindle.events_unknown") == 0, "seed \(seed)")
    }
  }
}

/// A generator whose sequence a seed repeats.
private struct Lehmer: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}
