import Domain
@testable import Store
import TestKit
import Testing

/// What providers report, merged by the ledger itself (docs/correctness.md).
@Suite(.database) struct MergeTests {
  struct Event: Hashable {
    var delivery = 6
    var kind: String
    var minute = 0
    var detail = ""
    var isSuspect = false
  }

  static let states = ["sent", "sending", "unknown", "presumed_sent", "failed", "skipped"]
  let database: TestDatabase

  init() throws {
    database = try Ledger.database()
    for (index, status) in Self.states.enumerated() {
      try Ledger.add(6 + index, learner: 1, enrollment: 1, course: 1, occurrence: 3 + index, status, to: database)
    }
    try database.run("update rekindle.message_deliveries set attempt = 1 where id = 3")  // to be sent again
  }

  func merge(_ events: [Event], _ connection: borrowing Connection) throws(StoreError) -> MergeEvents.Row? {
    var merge = MergeEvents(provider: "sendgrid", now: Ledger.now)
    for event in events {
      merge.deliveryIDs.append(event.delivery)
      merge.kinds.append(event.kind)
      merge.times.append(Ledger.now - .hours(2) + .minutes(event.minute))
      merge.details.append(event.detail)
      merge.suspects.append(event.isSuspect)
      merge.messageIDs.append(event.isSuspect ? nil : "m-\(event.delivery)")
    }
    return try connection.first(merge)
  }

  @discardableResult
  func merge(_ events: Event..., role: String = "rekindle_webhook") throws -> MergeEvents.Row {
    try #require(try merge(events, database.connect(role: role)))
  }

  struct Whole: Statement {
    static let sql = """
      select coalesce(string_agg(t, e'\\n' order by t), '') as whole from (
        select (to_jsonb(d))::text as t from rekindle.message_deliveries d
        union all select (to_jsonb(v))::text from rekindle.delivery_events v
        union all select (to_jsonb(s) - 'id')::text from rekindle.suppressions s
        union all select (to_jsonb(e))::text from rekindle.campaign_enrollments e
        union all select (to_jsonb(a) - 'id')::text from rekindle.anomalies a) x
      """
    static let columns = ["whole"]
    var binds: [Bind] { [] }
    static func row(_ cells: borrowing Cells) throws(StoreError) -> String { try cells.text(0) }
  }

  /// What the ledger holds after batches, each merged on its own; nothing stays.
  func outcome(_ batches: [[Event]], _ connection: borrowing Connection) throws -> String {
    try connection.runScript("begin", named: "begin")
    defer { try? connection.runScript("rollback", named: "rollback") }
    for batch in batches { _ = try merge(batch, connection) }
    return try #require(try connection.first(Whole()))
  }

  static let lifeCycle = [
    Event(kind: "processed"), Event(kind: "deferred", minute: 1), Event(kind: "delivered", minute: 2),
    Event(kind: "open", minute: 3, isSuspect: true), Event(kind: "open", minute: 4),
    Event(kind: "click", minute: 5, detail: "1"),
    Event(kind: "complaint", minute: 6),
  ]

  /// Orders of a life cycle of seven events drawn at random, each with its own repetitions and batch borders.
  @Test(arguments: [6, 7, 8, 9, 10, 11, 3])
  func orderRepetitionAndBatchBordersCannotMatter(_ delivery: Int) throws {
    let events = Self.lifeCycle.map { event in
      var event = event
      event.delivery = delivery
      return event
    }
    let connection = try database.connect()
    let expected = try outcome([events], connection)
    var random = SplitMix(seed: UInt64(delivery))
    for order in permutations(of: Array(events.indices)).shuffled(using: &random).prefix(150) {
      let repeated = order.flatMap { index in
        [events[index]] + (random.next() % 4 == 0 ? [events[order[Int(random.next() % 7)]]] : [])
      }
      let seen = Set(repeated)
      var batches: [[Event]] = [[]]
      for event in repeated + events.filter({ !seen.contains($0) }) {
        if random.next() % 3 == 0 { batches.append([]) }
        batches[batches.count - 1].append(event)
      }
      let actual = try outcome(batches, connection)
      #expect(actual == expected, "order \(order)")
      if actual != expected { return }
    }
  }

  @Test(arguments: states) func evidenceSettlesEveryDoubtAndWhatItContradictsIsAnAnomaly(_ state: String)
    throws
  {
    let id = 6 + (try #require(Self.states.firstIndex(of: state)))
    try merge(Event(delivery: id, kind: "delivered"))
    #expect(
      try database.rows(
        "select status, reason, attention_at::text, lease_token::text from rekindle.message_deliveries where id = \(id)"
      )
        == [["sent", nil, nil, nil]])
    let contradicted = ["failed", "skipped"].contains(state)
    #expect(
      try database.rows("select kind, detail from rekindle.anomalies")
        == (contradicted ? [["evidence_against_\(state)", "expired"]] : []))
  }

  @Test func whatTheProviderDroppedIsNoEvidenceThatItTookTheMessage() throws {
    try merge(Event(delivery: 8, kind: "dropped"))
    #expect(
      try database.rows("select status, (dropped_at is not null)::text from rekindle.message_deliveries where id = 8")
        == [["unknown", "true"]])
  }

  @Test func eventsThatCannotBePlacedAreSetAsideAndStopNothing() throws {
    let outcome = try merge(
      Event(delivery: 999, kind: "delivered"), Event(kind: "delivered"), Event(delivery: 2, kind: "open"),
      Event(kind: "open", minute: 60 * 24), Event(kind: "delivered"))
    #expect(outcome == MergeEvents.Row(merged: 1, repeated: 1, setAside: 3, suppressed: 0))
    #expect(
      try database.rows("select kind, delivery_id::text, detail from rekindle.anomalies order by 1")
        == [
          ["event_future_time", "6", "sendgrid open"], ["event_never_attempted", "2", "sendgrid open"],
          ["event_unknown_delivery", "999", "sendgrid delivered"],
        ])
    #expect(
      try database.rows(
        "select (delivered_at is not null)::text, opened_at::text from rekindle.message_deliveries where id = 6")
        == [["true", nil]])
    #expect(try database.value("select status from rekindle.message_deliveries where id = 2") == "scheduled")
  }

  @Test(arguments: [
    ("complaint", "1 all all complaint provider", "suppressed suppressed"),
    ("unsubscribe", "1 email all opt_out provider", "active active"),
    ("hard_bounce", "1 email all bounce provider", "active active"),
  ]) func aNoHoldsWhenTheMergeReturns(_ kind: String, _ no: String, _ enrollments: String) throws {
    #expect(try merge(Event(delivery: 1, kind: kind)).suppressed == 1)
    #expect(try Ledger.nos(database) == [no])
    #expect(
      try database.value(
        "select string_agg(status, ' ' order by id) from rekindle.campaign_enrollments where user_id = 1")
        == enrollments)
    #expect(try database.value("select status from rekindle.message_deliveries where id = 2") == "skipped")
    #expect(
      try database.value("select status from rekindle.message_deliveries where id = 4")
        == (kind == "complaint" ? "skipped" : "scheduled"))
    #expect(
      try merge(Event(delivery: 1, kind: kind)) == MergeEvents.Row(merged: 0, repeated: 1, setAside: 0, suppressed: 0))
  }

  @Test func aBounceIsAboutOneAddressNotAboutTheLearner() throws {
    try merge(Event(delivery: 1, kind: "hard_bounce"))
    let ofAddress = "select address_hash = \(Ledger.hash(of: 1, on: "email")) from rekindle.suppressions"
    #expect(try database.value(ofAddress) == "t")
  }

  @Test func aProviderThatRepeatsAnOldOptOutDoesNotOverruleALearnerWhoTookItBack() throws {
    try merge(Event(delivery: 1, kind: "unsubscribe"))
    #expect(
      try database.connect(role: "rekindle_unsubscribe").first(
        OptIn(deliveryID: 1, scope: "all", channel: "email", now: Ledger.now - .minutes(30))) == true)
    #expect(try merge(Event(delivery: 1, kind: "unsubscribe")).suppressed == 0)
    #expect(try Ledger.nos(database).isEmpty)
    #expect(try merge(Event(delivery: 1, kind: "unsubscribe", minute: 5)).suppressed == 0, "said before, told later")
    #expect(try merge(Event(delivery: 1, kind: "unsubscribe", minute: 120)).suppressed == 1, "said since")
  }

  @Test func aBatchHasAtMost5000Events() throws {
    let many = (0..<5001).map { Event(kind: "open", minute: -$0) }
    #expect(throws: StoreError.self) { try merge(many, database.connect(role: "rekindle_webhook")) }
    #expect(try merge(Array(many.dropLast()), database.connect(role: "rekindle_webhook"))?.merged == 5000)
  }

  private func permutations(of indices: [Int]) -> [[Int]] {
    guard indices.count > 1 else { return [indices] }
    return indices.flatMap { first in permutations(of: indices.filter { $0 != first }).map { [first] + $0 } }
  }
}

/// A seeded source of randomness, so that a failure can be repeated.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
