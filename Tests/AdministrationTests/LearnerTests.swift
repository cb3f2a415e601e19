import Domain
import FunctionContract
import JSON
import Store
import TestKit
import Testing

@testable import detect

/// What people see of one learner and do about them.
@Suite(.database) struct LearnerTests {
  let desk: Desk

  init() throws { desk = try Desk() }

  private func nos() throws -> [[String?]] {
    try desk.database.rows(
      "select distinct user_id, channel, reason, source from rekindle.suppressions where lifted_at is null order by 1, 2"
    )
  }

  @Test func anExplanationSaysWhatTheNextTickWouldDecide() throws {
    let answer = try desk.ask("GET", "/api/learners/1?campaign=course-completion&subject=1")
    #expect(answer.document["episodes"]?.array?.count == 1 && answer.document["user_id"] == 1)
    #expect(answer.document["episodes"]?.array?.first?["messages"]?.array?.count == 1)
    #expect(try desk.ask("GET", "/api/learners/1?campaign=nothing").problem == "unknown_campaign slug")
    #expect(try desk.ask("GET", "/api/learners/77").problem == "unknown_learner user_id")
    #expect(try desk.ask("GET", "/api/learners/one").problem == "parameter user_id")
  }

  @Test func aLearnerIsHeldAndGoesOn() throws {
    let states = {
      try desk.database.rows("select status from rekindle.campaign_enrollments order by id").map { $0[0] }
    }
    #expect(try desk.ask("POST", "/api/learners/1/pause", ["campaign": "another"]).status == 400)
    #expect(try desk.ask("POST", "/api/learners/1/pause", [:]).text == #"{"paused":2}"#)
    #expect(try states() == ["paused", "paused"])
    #expect(try desk.ask("POST", "/api/learners/1/resume", ["campaign": "course-completion"]).text == #"{"resumed":2}"#)
    #expect(try states() == ["active", "active"])
  }

  @Test func aNoStopsWhatWasReservedAndIsLiftedByWhomItCameFrom() throws {
    let answer = try desk.ask("POST", "/api/learners/1/suppress", ["cause": "admin"])
    #expect(answer.document == ["is_new": true, "skipped": 1, "ended": 2])
    #expect(try nos() == [["1", "all", "admin", "admin"]])
    #expect(
      try desk.ask("POST", "/api/learners/1/lift", ["reason": "a mistake", "cause": "admin"]).text == #"{"lifted":1}"#)
    #expect(try nos() == [])
    #expect(try desk.database.value("select status from rekindle.campaign_enrollments where id = 1") == "active")
  }

  @Test func whatALearnerToldPeopleIsTheirsToTakeBack() throws {
    _ = try desk.ask("POST", "/api/learners/1/suppress", ["cause": "opt_out", "channel": "sms"])
    #expect(try nos() == [["1", "sms", "opt_out", "support_request"]])
    #expect(try desk.ask("POST", "/api/learners/1/lift", ["reason": "they called", "cause": "opt_out"]).status == 400)
    #expect(try desk.ask("POST", "/api/learners/1/lift", ["reason": "they called"]).text == #"{"lifted":0}"#)
    #expect(try nos().count == 1)
  }

  @Test(
    arguments: [
      (["cause": "opt_out"], "parameter /reason"), (["reason": "no"], "parameter /reason"),
      (["reason": "a b c", "cause": "complaint"], "parameter /cause"),
      (["reason": "a b c", "channel": "fax"], "parameter /channel"), (["reason": "   "], "parameter /reason"),
      (["reason": 7], "parameter /reason"), (["reason": "a b c", "resaon": "x"], "parameter /resaon"), (["a"], "body"),
    ] as [(JSON, String)])
  func aBodyThatDoesNotFitIsToldWhichMemberItIs(_ body: JSON, _ problem: String) throws {
    let answer = try desk.ask("POST", "/api/learners/1/lift", body)
    #expect(answer.status == 400 && answer.problem == problem)
    #expect(answer.headers["content-type"] == "application/problem+json")
  }

  @Test func anExportHasEverythingAndNothingOfOthers() throws {
    try desk.database.run(
      "insert into rekindle.host_events (source, event_id, type, user_id, occurred_at, received_at) values ('/lms', '1', 'lms.x', 1, '2026-11-01', '2026-11-01'), ('/lms', '2', 'lms.y', 2, '2026-11-01', '2026-11-01')"
    )
    let known = try desk.ask("GET", "/api/learners/1/export")
    #expect(known.document["person"]?["first_name"] == "Adacanary")
    #expect(known.document["messages"]?.array?.count == 2 && known.document["episodes"]?.array?.count == 2)
    #expect(known.document["events"]?.array?.count == 1)
    #expect(known.text.contains(Desk.email) && !known.text.contains("Bob") && !known.text.contains("lms.y"))
  }

  @Test func whoIsForgottenIsNeverWrittenToAgain() throws {
    try desk.database.run(
      "insert into lms.course_enrolments (user_id, course_id, enrolled_at) values (1, 1, '2026-10-01')")
    try desk.database.insert(.activity(of: 1, in: 1, at: Desk.now - .days(5)))
    let answer = try desk.ask("DELETE", "/api/learners/1")
    #expect(answer.document == ["episodes": 2, "messages": 2])
    for table in ["recipients", "campaign_enrollments", "message_deliveries", "delivery_events", "delivery_attempts"] {
      #expect(try desk.database.count("select count(*) from rekindle.\(table)") == 0, "\(table)")
    }
    #expect(try nos() == [["1", "all", "opt_out", "support_request"]])
    let later = DetectRun(now: Desk.now + .days(1))
    var database = desk.database.open(role: "rekindle_detect")
    #expect(try later.everybody(.daily, &database).enrolled == 0)
    #expect(
      try desk.database.count("select count(*) from rekindle.suppressions where address_hash <> ''") > 0,
      "an account that is made anew with the same address is not written to either")
  }

  @Test func conversationsWordsAndAnomaliesGoTooAndThoseOfOthersStay() throws {
    try desk.database.run(
      """
      insert into rekindle.conversations (address_hash, channel, last_inbound_at)
      select a.address_hash, a.channel, '2026-11-20' from rekindle.addresses a where a.channel = 'sms';
      insert into rekindle.inbound_replies
        (provider, message_id, channel, address_hash, intent, body, learners, occurred_at, received_at)
      select 'twilio', 'SM' || a.user_id, 'sms', a.address_hash, 'other', 'Call me', '{}', '2026-11-20', '2026-11-20'
        from rekindle.addresses a where a.channel = 'sms';
      insert into rekindle.anomalies (kind, detail, delivery_id, created_at) values ('x', '', 1, '2026-11-20'),
        ('segment_failed', 'c learner 1: 22012', null, '2026-11-20'), ('segment_failed', 'c learner 12: 22012', null, '2026-11-20')
      """)
    let others = try desk.database.count("select count(*) from rekindle.conversations") - 1
    _ = try desk.ask("DELETE", "/api/learners/1")
    #expect(try desk.database.count("select count(*) from rekindle.conversations") == others)
    #expect(
      try desk.database.rows("select message_id from rekindle.inbound_replies where body is null") == [["SM1"]])
    #expect(try desk.database.rows("select detail from rekindle.anomalies") == [["c learner 12: 22012"]])
  }

  @Test func whatWasSaidFromANumberThatAnotherHasTooStaysWithThem() throws {
    try desk.database.run(
      """
      update lms.users set phone_number = (select phone_number from lms.users where user_id = 1) where user_id = 2;
      select rekindle.compare_addresses('2026-11-20T09:00:00Z');
      select rekindle.note_conversation(a.address_hash, a.channel, '2026-11-20') from rekindle.addresses a
       where a.user_id = 1 and a.channel = 'sms';
      insert into rekindle.provider_rooms (provider, address_hash, room, opened_at)
      select 'discord', a.address_hash, 'r1', '2026-11-20' from rekindle.addresses a where a.user_id = 1 and a.channel = 'sms'
      """)
    _ = try desk.ask("DELETE", "/api/learners/1")
    for table in ["conversations", "provider_rooms"] {
      #expect(try desk.database.count("select count(*) from rekindle.\(table)") == 1, "\(table)")
    }
  }

  @Test(arguments: ["007", "%2B7", "-0"]) func aLearnerHasOneSpellingInTheTrail(spelling: String) throws {
    #expect(try desk.ask("GET", "/api/learners/\(spelling)").problem == "parameter user_id")
  }

  @Test func nobodyIsForgottenWhileAMessageIsOnItsWay() throws {
    try desk.database.run(
      "update rekindle.message_deliveries set status = 'sending', lease_token = 1, lease_until = '2026-11-21T10:02Z' where id = 2"
    )
    let answer = try desk.ask("DELETE", "/api/learners/1")
    #expect(answer.status == 409 && answer.headers["retry-after"] == "120")
    #expect(try desk.database.count("select count(*) from rekindle.message_deliveries") == 2)
    #expect(try nos() == [])
  }
}
