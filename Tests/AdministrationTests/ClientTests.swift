import Domain
import FunctionContract
import JSON
import Store
import TestKit
import Testing

/// Clients are found, looked at, and many of them seen to at once.
@Suite(.database) struct ClientTests {
  let desk: Desk

  init() throws { desk = try Desk() }

  private func found(_ query: String, key: String? = nil) throws -> [Int] {
    let answer = try desk.ask("GET", "/admin/clients?\(query)", key: key)
    return answer.document["items"]?.array?.compactMap { $0["id"]?.integer } ?? [-answer.status]
  }

  private func plan(_ body: JSON, key: String? = nil) throws -> JSON {
    try desk.ask("POST", "/admin/clients/actions", body, key: key).document
  }

  private func confirm(_ plan: JSON, count: Int? = nil, key: String? = nil, at now: Instant = Desk.now) throws
    -> HTTPResponse
  {
    try desk.ask(
      "POST", "/admin/clients/actions/\(plan["token"]?.string ?? "none")/confirmation",
      ["count": .integer(count ?? plan["count"]?.integer ?? 0)], key: key, at: now)
  }

  private func people(_ ids: ClosedRange<Int>) throws {
    try desk.database.insert(
      ids.map { id in
        .learner(
          id, firstName: "Name\(id)", lastName: id % 2 == 0 ? "O'Brien" : "Zoë_x", email: "client\(id)@example.org")
      })
  }

  /// Holds REQ-3-36.
  @Test func clientsAreFoundByTheBeginningsOfNamesByMailboxAndById() throws {
    try people(10...14)
    #expect(try found("q=ada") == [1] && found("q=ADA") == [1] && found("q=bob%20r") == [2])
    #expect(try found("q=ada.canary@lea") == [1] && found("q=client1") == [10, 11, 12, 13, 14])
    #expect(try found("q=12") == [12] && found("q=name12%20o'br") == [12] && found("q=name12%20zo") == [])
    #expect(try found("q=zo%C3%AB_") == [11, 13] && found("q=%25") == [] && found("q=dacanary") == [])
    #expect(try found("q=%5C") == [] && found("q=x';--") == [])
  }

  @Test func pagesFollowOneAnotherWithoutGapOrRepetition() throws {
    try people(10...29)
    var seen: [Int] = []
    var path: String? = "limit=7"
    while let asked = path {
      let page = try desk.ask("GET", "/admin/clients?\(asked)").document
      seen += page["items"]?.array?.compactMap { $0["id"]?.integer } ?? []
      path = page["next"]?.string.map { "limit=7&cursor=\($0)" }
    }
    #expect(seen == [1, 2] + Array(10...29))
  }

  @Test func filtersHoldTogether() throws {
    try people(10...13)
    try desk.database.run(
      """
      update lms_data.users set is_active = false where user_id = 13;
      insert into rekindle.client_tags values ('vip', 10, 'k', '2026-11-01Z'), ('vip', 11, 'k', '2026-11-01Z');
      insert into lms_data.orders (order_id, user_id, currency, subtotal, total, ordered_at, cancelled_at) values
        (1, 10, 'EUR', 90, 90, '2026-10-01Z', null), (2, 12, 'EUR', 90, 90, '2026-10-01Z', '2026-10-02Z');
      insert into lms_data.instalments (instalment_id, order_id, user_id, number, count, amount, currency, due_on, paid_at) values
        (1, 1, 10, 1, 3, 30, 'EUR', '2026-10-01', '2026-10-01Z'), (2, 1, 10, 2, 3, 30, 'EUR', '2026-11-01', null),
        (3, 1, 10, 3, 3, 30, 'EUR', '2026-12-01', null), (4, 2, 12, 1, 1, 90, 'EUR', '2026-10-01', null);
      insert into lms_data.payments (payment_id, user_id, amount, currency, requested_at) values (1, 11, 5, 'EUR', '2026-11-20Z');
      """)
    _ = try desk.ask("POST", "/api/learners/12/suppress", ["cause": "opt_out", "channel": "sms"])
    #expect(try found("tag=vip") == [10, 11] && found("active=false") == [13] && found("debt=open") == [10, 11])
    #expect(try found("tag=vip&debt=open&q=10") == [10] && found("opted_out=sms") == [12])
    #expect(try found("opted_out=email") == [] && found("campaign=course-completion&state=active") == [1])
    #expect(try found("campaign=course-completion&state=paused") == [])
    #expect(try desk.ask("GET", "/admin/clients?state=paused").problem == "parameter state")
  }

  @Test func aClientIsToldWithMoneyMessagesReasonsAndATimeline() throws {
    try desk.database.run(
      """
      insert into lms_data.orders (order_id, user_id, number, currency, subtotal, total, plan, ordered_at)
        values (1, 1, 'A-1', 'KWD', 90, 90, 'instalments', '2026-10-01Z');
      insert into lms_data.order_items values (1, 1, 1, 'Reading', 'Mia', 90);
      insert into lms_data.instalments (instalment_id, order_id, user_id, number, count, amount, currency, due_on) values
        (1, 1, 1, 1, 2, 45, 'KWD', '2026-10-01'), (2, 1, 1, 2, 2, 45, 'KWD', '2026-11-01');
      insert into lms_data.class_enrolments (enrolment_id, user_id, class_id, order_id, child_name) values (1, 1, 1, 1, 'Mia');
      insert into lms_data.payment_details (payment_id, order_id, instalment_id) values (1, 1, 1);
      insert into lms_data.payments (payment_id, user_id, amount, currency, requested_at, paid_at)
        values (1, 1, 45, 'KWD', '2026-10-01Z', '2026-10-02Z');
      insert into lms_data.refunds values (1, 1, 1, 5, 'KWD', '2026-10-09Z', null);
      update rekindle.message_deliveries set status = 'skipped', reason = 'day_cap', attention_at = null where id = 2;
      """)
    let client = try desk.ask("GET", "/admin/clients/1").document
    #expect(client["person"]?["addresses"]?["email"]?.string == Desk.email)
    #expect(client["owed"] == [["currency": "KWD", "amount": "45.000", "later": "0.000"]])
    #expect(client["orders"]?.array?.first?["items"] == ["Reading (Mia)"])
    #expect(client["instalments"]?.array?.map { $0["status"] } == ["overdue", "paid"], "a payment pays its instalment")
    #expect(client["places"]?.array?.first?["confirmed_at"]?.string?.hasPrefix("2026-10-02") == true, "and the place")
    #expect(client["messages"]?.array?.compactMap { $0["reason"]?.string } == ["day_cap"])
    let what = client["timeline"]?.array?.compactMap { $0["what"]?.string } ?? []
    #expect(Set(what) == ["message skipped", "message sent", "refunded", "paid", "place confirmed", "ordered"])
    #expect(what.first == "message skipped" && what.last == "ordered")
    #expect(try desk.ask("GET", "/admin/clients/77").problem == "unknown_learner user_id")
    #expect(try desk.trail().last?.contains("GET /admin/clients/{user_id} (learner 77) 404") == true)
  }

  @Test func aPlanDoesNothingUntilSomebodyConfirmsItsNumberAndThenOnce() throws {
    try people(10...12)
    let plan = try plan(["deed": "tag", "tag": "spring", "filter": ["q": "client"]])
    #expect(plan["count"] == 3 && plan["skips"] == [:] && plan["sample"] == [10, 11, 12])
    #expect(try found("tag=spring") == [])
    #expect(try confirm(plan, count: 2).problem == "parameter /count" && found("tag=spring") == [])
    try people(13...13)
    let expected: JSON = ["deed": "tag", "count": 3, "done": 3, "failed": []]
    #expect(try confirm(plan).document == expected && found("tag=spring") == [10, 11, 12])
    #expect(try confirm(plan).document == expected, "a repetition tells the same")
    #expect(try desk.trail().contains { $0.hasPrefix("ADMIN_KEYS POST /admin/clients/actions/{token}/confirmation") })
    #expect(try self.plan(["deed": "tag", "tag": "spring", "clients": [12, 13]])["skips"] == ["has_the_tag": 1])
    let back = try self.plan(["deed": "untag", "tag": "spring", "clients": [10, 13, 99]])
    #expect(back["count"] == 2 && back["skips"] == ["lacks_the_tag": 1])
    #expect(try confirm(back).document["done"] == 1 && found("tag=spring") == [11, 12])
  }

  @Test func aPlanIsOfItsKeyAndOfItsQuarterOfAnHour() throws {
    let plan = try plan(["deed": "tag", "tag": "a", "clients": [1]])
    let other = try desk.key("other", [.operate])
    #expect(try confirm(plan, key: other).problem == "unknown_action token")
    #expect(try confirm(plan, at: Desk.now + .minutes(16)).problem == "expired token")
    #expect(try desk.database.count("select count(*) from rekindle.client_tags") == 0)
  }

  @Test func aKeyThatOnlyReadsSeesNobodyAndOneThatOperatesSeesNobodysName() throws {
    let (reader, clerk) = (try desk.key("reader", [.read]), try desk.key("clerk", [.operate]))
    #expect(try found("q=ada", key: reader) == [-403] && found("q=ada", key: clerk) == [-403])
    let body: JSON = ["deed": "pause", "filter": [:]]
    #expect(try desk.ask("POST", "/admin/clients/actions", body, key: reader).status == 403)
    let plan = try desk.ask("POST", "/admin/clients/actions", body, key: clerk)
    #expect(plan.status == 201 && !plan.text.contains("Adacanary"))
    #expect(try confirm(plan.document, key: reader).status == 403)
  }

  @Test func oneWhoFailsStopsNobodyElse() throws {
    try people(10...11)
    try desk.database.insert(
      .recipient(10, at: Desk.now), .recipient(11, at: Desk.now), .enrollment(of: 10, in: 1, at: Desk.now),
      .enrollment(of: 11, in: 1, at: Desk.now))
    try desk.database.run(
      """
      create function public.refuse() returns trigger language plpgsql as $$ begin raise 'no'; end $$;
      create trigger refuse before update on rekindle.campaign_enrollments for each row when (old.user_id = 10) execute function public.refuse();
      """)
    let plan = try plan(["deed": "pause", "filter": [:]])
    #expect(plan["count"] == 4 && plan["skips"] == ["nothing_to_pause": 1])
    #expect(try confirm(plan).document == ["deed": "pause", "count": 4, "done": 2, "failed": [10]])
    let states = "select string_agg(user_id || ' ' || status, ',' order by id) from rekindle.campaign_enrollments"
    #expect(try desk.database.value(states) == "1 paused,1 paused,10 active,11 paused")
    let resume = try self.plan(["deed": "resume", "clients": [1, 11], "campaign": "course-completion"])
    #expect(try confirm(resume).document["done"] == 2)
    #expect(try desk.database.value(states) == "1 active,1 active,10 active,11 active")
  }

  @Test func aMessageIsARequestThatGoesThroughTheGatesAndToldIsWhoWillHearNothing() throws {
    try people(10...13)
    _ = try desk.ask("POST", "/api/learners/10/suppress", ["cause": "opt_out"])
    try desk.database.run(
      """
      update lms_data.users set is_active = false where user_id = 11;
      update lms_data.users set email = null where user_id = 12;
      update lms_data.users set email = (select email from lms_data.users where user_id = 10) where user_id = 13;
      update rekindle.suppressions set address_hash = rekindle.address_hash('email', 'client10@example.org') where user_id = 10;
      """)
    let shipped = try #require(
      try desk.database.value("select files ->> 'samples/learner.json' from rekindle.campaign_sources"))
    let context = try JSON.parse(shipped)
    let body: JSON = [
      "deed": "message", "message_type": "course-completion/welcome-back", "context": context,
      "clients": [10, 11, 12, 13],
    ]
    let plan = try plan(body)
    #expect(plan["count"] == 4 && plan["skips"] == ["opted_out": 2, "inactive": 1, "no_channel": 1], "\(plan.text)")
    #expect(try desk.database.count("select count(*) from rekindle.notification_jobs") == 0)
    let done = try confirm(plan)
    #expect(done.document["done"] == 4 && done.document["failed"] == [], "\(done.text)")
    #expect(try confirm(plan).document == done.document)
    #expect(try desk.database.count("select count(*) from rekindle.notification_jobs") == 1)
    let asked = "select count(*) from rekindle.campaign_enrollments where user_id between 10 and 13"
    #expect(try desk.database.count(asked) == 4, "the gates decide about each, with reasons in the ledger")
    var wrong = body.object ?? [:]
    wrong["context"] = ["course_name": 7]
    #expect(try desk.ask("POST", "/admin/clients/actions", .object(wrong)).problem == "parameter /context")
  }

  @Test(
    arguments: [
      (["deed": "tag", "clients": [1]], "parameter /tag"),
      (["deed": "tag", "tag": "A b", "clients": [1]], "parameter /tag"),
      (["deed": "pause"], "parameter /clients"),
      (["deed": "pause", "clients": [1], "filter": [:]], "parameter /clients"),
      (["deed": "pause", "filter": ["tga": "x"]], "parameter /filter"),
      (["deed": "erase", "clients": [1]], "parameter /deed"),
      (["deed": "pause", "tag": "x", "clients": [1]], "parameter /tag"),
      (["deed": "pause", "clients": [77]], "nobody"),
      (["deed": "message", "clients": [1]], "parameter /message_type"),
      (["deed": "pause", "campaign": "nothing", "clients": [1]], "parameter /campaign"),
      (["deed": "message", "message_type": "nothing", "clients": [1]], "parameter /message_type"),
    ] as [(JSON, String)])
  func aPlanThatDoesNotFitIsToldWhatIsWrong(_ body: JSON, _ problem: String) throws {
    #expect(try desk.ask("POST", "/admin/clients/actions", body).problem == problem)
  }

  @Test func moreThanTenThousandAreRefused() throws {
    try desk.database.run(
      "insert into lms_data.users (user_id, first_name) select i, 'Crowd' from generate_series(1000, 11000) i")
    #expect(
      try desk.ask("POST", "/admin/clients/actions", ["deed": "pause", "filter": ["q": "crowd"]]).problem == "too_many")
    try desk.database.run("delete from lms_data.users where user_id = 11000")
    let plan = try plan(["deed": "tag", "tag": "crowd", "filter": ["q": "crowd"]])
    #expect(plan["count"] == 10_000)
    #expect(try confirm(plan).document["done"] == 10_000)
  }

  @Test func whoIsForgottenLeavesNoTagAndStandsInNoPlan() throws {
    let tagged = try plan(["deed": "tag", "tag": "a", "clients": [1, 2]])
    _ = try confirm(tagged)
    _ = try plan(["deed": "untag", "tag": "a", "clients": [1]])
    #expect(try desk.ask("GET", "/api/learners/1/export").document["tags"]?.array?.first?["tag"] == "a")
    #expect(try desk.ask("DELETE", "/api/learners/1").status == 200)
    #expect(try desk.database.rows("select user_id from rekindle.client_tags") == [["2"]])
    #expect(try desk.database.rows("select members::text from rekindle.client_actions") == [["{2}"]])
  }
}
