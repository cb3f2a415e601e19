import Domain
import FunctionContract
import JSON
import Store
import TestKit
import Testing

/// The worklist over the API: who sees what, who takes what, and what comes of it.
@Suite(.database) struct WorklistTests {
  let desk: Desk
  let ann: String
  let bob: String

  /// Deliveries 3 and 4 are items about learner 1 in courses 1 and 2, of ten and of no hours ago.
  init() throws {
    desk = try Desk()
    ann = try desk.key("ann", [.tutor, .personal])
    bob = try desk.key("bob", [.tutor])
    try desk.database.run("update lms_data.users set phone_number = '+447900000001' where user_id = 1")
    try put(enrolment: 1, subject: 1, at: Desk.now - .hours(10))
    try put(enrolment: 2, subject: 2, at: Desk.now)
  }

  private func put(enrolment: Int, subject: Int, occurrence: Int = 1, at time: Instant) throws {
    try desk.database.insert(
      .delivery(
        of: 1, enrollment: enrolment, subject: subject, occurrence: occurrence, channel: .worklist, status: "sending",
        at: time))
    try desk.database.run(
      """
      select rekindle.insert_worklist_items(jsonb_build_array(jsonb_build_object('id', max(d.id), 'title', 'Call Adacanary',
               'body', 'She was quiet.', 'tries', 2, 'again', 259200, 'pause', 604800, 'open_for', 1209600)), '\(time.rfc3339)')
        from rekindle.message_deliveries d;
      update rekindle.message_deliveries set status = 'sent', sent_at = '\(time.rfc3339)', lease_token = null, lease_until = null,
             attention_at = null where status = 'sending';
      """)
  }

  private func ask(
    _ method: String, _ path: String, _ body: JSON? = nil, key: String? = nil, at now: Instant = Desk.now
  ) throws -> HTTPResponse { try desk.ask(method, "/api/worklist\(path)", body, key: key ?? ann, at: now) }

  private func items(_ query: String = "", key: String? = nil, at now: Instant = Desk.now) throws -> [Int] {
    let answer = try ask("GET", query, key: key, at: now)
    return answer.document["items"]?.array?.compactMap { $0["id"]?.integer } ?? [-answer.status]
  }

  /// Takes the item and settles it.
  private func settle(_ item: Int, _ body: JSON, at now: Instant = Desk.now) throws -> HTTPResponse {
    _ = try ask("POST", "/\(item)/take", key: ann, at: now)
    return try ask("POST", "/\(item)/settle", body, key: ann, at: now)
  }

  private func tend(at now: Instant) throws {
    try desk.database.run("select rekindle.tend_worklist('\(now.rfc3339)', 1000)")
  }

  @Test func anItemTellsWhatWasTriedAndHidesThePersonFromAKeyThatMayNotLook() throws {
    let item = try ask("GET", "/3").document
    #expect(item["name"] == "Dr. Adacanary Rao" && item["phone"] == "+447900000001")
    #expect(item["email"]?.string == Desk.email)
    #expect(item["title"] == "Call Adacanary" && item["age_hours"] == 10 && item["state"] == "open")
    #expect(item["tried"]?.array?.map { $0["status"] } == ["sent"] && item["campaign"] == "course-completion")
    let hidden = try ask("GET", "", key: bob)
    #expect(hidden.document["items"]?.array?.count == 2 && hidden.document["items"]?.array?.first?["user_id"] == 1)
    for word in ["Adacanary", "4479", Desk.email] { #expect(!hidden.text.contains(word)) }
    for scope in KeyScope.allCases where scope != .tutor {
      #expect(try ask("GET", "", key: desk.key("only-\(scope)", [scope])).status == 403)
    }
    #expect(try desk.trail().contains("ann GET /api/worklist/{item_id} (worklist item 3) 200"))
    let csv = try ask("GET", ".csv").text
    #expect(csv.contains("Adacanary") && csv.split(separator: "\r\n").count == 3)
  }

  @Test func oneTakesAnItemAndGivesItBack() throws {
    #expect(try ask("POST", "/3/take").document["is_mine"] == true)
    #expect(try ask("POST", "/3/take").status == 200, "a repetition is no fault")
    #expect(try ask("POST", "/3/take", key: bob).problem == "taken item_id")
    #expect(try ask("POST", "/3/settle", ["outcome": "not_reached"], key: bob).problem == "taken item_id")
    #expect(try ask("POST", "/3/give-back", key: bob).problem == "taken item_id")
    #expect(try items("?state=open") == [4] && items("?state=taken&mine=true") == [3])
    #expect(try items("?state=taken&mine=true", key: bob) == [] && items("?campaign=other") == [])
    #expect(try ask("POST", "/3/give-back").document["state"] == "open")
    #expect(try ask("POST", "/3/give-back").problem == "not_taken item_id")
    #expect(try ask("POST", "/3/take", key: bob).status == 200)
    let lead = try desk.key("lead", [.tutor, .administer])
    #expect(try ask("POST", "/3/give-back", key: lead).document["taken_by"] == .null)
    #expect(try ask("POST", "/77/take").problem == "unknown_item item_id" && ask("GET", "/77").status == 404)
    #expect(try ask("POST", "/3/settle", ["outcome": "not_reached"]).problem == "not_taken item_id")
  }

  @Test(arguments: [
    ("will_return", "paused", 1), ("will_not_return", "expired", 1), ("wants_to_stop", "unsubscribed", 0),
    ("wrong_contact", "active", 1),
  ])
  func anOutcomeActs(_ outcome: String, _ status: String, _ left: Int) throws {
    let body: JSON =
      outcome == "wrong_contact"
      ? ["outcome": .string(outcome), "contact": "phone"] : ["outcome": .string(outcome), "note": "She laughed."]
    let settled = try settle(3, body).document
    #expect(settled["closing"]?.string == outcome && settled["tries"]?.array?.first?["by"] == "ann")
    #expect(
      try desk.database.value("select status from rekindle.campaign_enrollments where id = 1") == status)
    #expect(try items().count == left, "a no to everything takes what stands of other episodes too")
    #expect(try ask("POST", "/3/settle", body).problem == "settled item_id")
    let noes = try desk.database.rows(
      "select distinct channel::text, reason from rekindle.suppressions where address_hash <> '' order by 1")
    switch outcome {
    case "wrong_contact":
      #expect(noes == [["sms", "bounce"], ["whatsapp", "bounce"]])
      let other = try ask("GET", "/4").document
      #expect(other["phone"] == .null && other["email"]?.string == Desk.email)
    case "wants_to_stop": #expect(noes.first == ["all", "opt_out"])
    default: #expect(noes == [])
    }
    let bare = try ask("GET", "/3", key: bob)
    #expect(!bare.text.contains("laughed"))
  }

  @Test(arguments: [("pause", "paused"), ("resume", "active"), (nil, "active")] as [(String?, String)])
  func aPauseOfAnAdministratorOutlivesThatOfAnOutcome(_ deed: String?, _ status: String) throws {
    let standing = "select status from rekindle.campaign_enrollments where id = 1"
    _ = try settle(3, ["outcome": "will_return"])
    #expect(try desk.database.value(standing) == "paused")
    if let deed { #expect(try desk.ask("POST", "/api/learners/1/\(deed)", [:]).status == 200) }
    try tend(at: Desk.now + .days(8))
    #expect(try desk.database.value(standing) == status)
    #expect(try desk.database.count("select count(*) from rekindle.worklist_items where resumes_at is not null") == 0)
  }

  @Test func nobodyTakesAnItemOfALearnerWhoIsPaused() throws {
    #expect(try desk.ask("POST", "/api/learners/1/pause", [:]).status == 200)
    #expect(try items("?state=open") == [] && items("?state=waiting") == [3, 4])
    #expect(try ask("POST", "/3/take").problem == "waiting item_id")
    #expect(try desk.ask("POST", "/api/learners/1/resume", [:]).status == 200)
    #expect(try items("?state=open") == [3, 4] && ask("POST", "/3/take").status == 200)
  }

  @Test func whoIsNotReachedIsTriedAgainAsOftenAsTheCampaignSays() throws {
    #expect(try settle(3, ["outcome": "not_reached"]).document["state"] == "waiting")
    #expect(try items("?state=open") == [4] && items("?state=waiting") == [3])
    #expect(try ask("POST", "/3/take", at: Desk.now + .days(2)).problem == "waiting item_id")
    let later = Desk.now + .days(3)
    #expect(try items("?state=open", at: later) == [3, 4])
    #expect(try settle(3, ["outcome": "not_reached"], at: later).document["state"] == "closed")
    #expect(
      try desk.database.count("select count(*) from rekindle.worklist_outcomes where outcome = 'not_reached'") == 2)
    #expect(try items("?state=closed", at: later) == [3])
    #expect(try desk.database.value("select status from rekindle.campaign_enrollments where id = 1") == "active")
  }

  @Test func whoReturnsReachesTheGoalOrSaysNoLeavesTheList() throws {
    let later = Desk.now + .minutes(20)
    try desk.database.insert(.activity(of: 1, in: 1, at: Desk.now - .hours(1)))
    #expect(try items() == [3, 4], "nobody has looked yet")
    try tend(at: later)
    #expect(try items(at: later) == [4])
    #expect(try ask("GET", "/3", at: later).document["closing"] == "returned")
    #expect(try ask("POST", "/3/take", at: later).problem == "left item_id")
    try desk.database.insert(.activity(of: 1, in: 2, at: Desk.now + .minutes(1)))
    #expect(try ask("POST", "/4/take", at: later).problem == "left item_id", "whoever takes one looks again")
    try put(enrolment: 2, subject: 2, occurrence: 2, at: later)
    #expect(try items(at: later) == [5])
    _ = try desk.ask("POST", "/api/learners/1/suppress", ["cause": "opt_out"], at: later)
    #expect(try items(at: later) == [], "a no is heard at once")
    try tend(at: later + .hours(1))
    #expect(try ask("GET", "/5", at: later + .hours(1)).document["closing"] == "opted_out")
  }

  @Test func whatNobodyTakesLeavesAfterItsTime() throws {
    let late = Desk.now + .days(14)
    #expect(try items(at: late) == [])
    try tend(at: late)
    #expect(try desk.database.rows("select distinct closing from rekindle.worklist_items") == [["expired"]])
  }

  @Test func whoeverHasSpokenWithALearnerSaysWhatCameOfItThoughTheyLeftTheList() throws {
    _ = try ask("POST", "/3/take")
    try desk.database.insert(.activity(of: 1, in: 1, at: Desk.now + .minutes(1)))
    try tend(at: Desk.now + .hours(1))
    let settled = try ask("POST", "/3/settle", ["outcome": "wants_to_stop"], at: Desk.now + .hours(1))
    #expect(settled.document["closing"] == "wants_to_stop")
    #expect(try desk.database.value("select status from rekindle.campaign_enrollments where id = 1") == "unsubscribed")
  }

  @Test func whatIsExportedAndErasedHasTheItems() throws {
    _ = try settle(3, ["outcome": "not_reached", "note": "Busy."])
    let items = try desk.ask("GET", "/api/learners/1/export").document["worklist"]?.array
    #expect(items?.count == 2 && items?.first?["tries"]?.array?.first?["note"] == "Busy.")
    #expect(try desk.ask("DELETE", "/api/learners/1").status == 200)
    #expect(try desk.database.count("select count(*) from rekindle.worklist_items") == 0)
    #expect(try desk.database.count("select count(*) from rekindle.worklist_outcomes") == 0)
  }

  @Test(
    arguments: [
      (["outcome": "asleep"], "parameter /outcome"), ([:], "parameter /outcome"),
      (["outcome": "wrong_contact"], "parameter /contact"),
      (["outcome": "not_reached", "contact": "phone"], "parameter /contact"),
      (["outcome": "not_reached", "note": ""], "parameter /note"),
    ] as [(JSON, String)])
  func whatDoesNotFitIsToldWhatIsWrong(_ body: JSON, _ problem: String) throws {
    #expect(try settle(3, body).problem == problem)
    #expect(try items("?state=taken") == [3])
  }
}
