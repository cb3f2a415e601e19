import Foundation
import JSON
import Synchronization
import TestKit
import Testing

/// A person as the last channel: from the campaign's word to what came of the call, with the built handlers.
@Suite(.database, .timeLimit(.minutes(20))) struct WorklistTests {
  @Test func aPersonIsTheLastChannel() throws {
    let school = try WorklistSchool()
    let ann = try school.key("ann")
    #expect(try school.items(key: ann, at: "2026-11-21T10:00:00Z") == [])
    try school.day(WorklistSchool.calledAt)
    let list = try school.ask("GET", "", key: ann)
    let item = try #require(list.body["items"]?.array?.first)
    #expect(list.body["items"]?.array?.count == 2 && item["state"] == "open" && item["user_id"] == 1)
    #expect(item["title"] == "Call First1" && item["text"]?.string?.hasPrefix("First1 has been quiet") == true)
    #expect(item["phone"] == "+447900000001" && item["email"] == "learner1@learn.example")
    #expect(item["subject"] == "Course 1" && item["age_hours"] == 0)
    let tried = try #require(item["tried"]?.array)
    #expect(tried.count == 1 && tried[0]["channel"] == "sms" && tried[0]["status"] == "sent")

    let id = try #require(item["id"]?.integer)
    #expect(try school.ask("POST", "/\(id)/take", key: ann).body["taken_by"] == "ann")
    let settled = try school.ask(
      "POST", "/\(id)/settle", key: ann, body: ["outcome": "will_return", "note": "On Monday."])
    #expect(settled.body["state"] == "closed" && settled.body["closing"] == "will_return")
    #expect(try school.enrolments("status") == ["paused", "active"])
    try school.day("2026-11-25T10:00:00Z")
    #expect(try sent(school, "last") == ["2"], "who will return is left alone")
    try school.day("2026-12-06T12:00:00Z")
    #expect(try school.enrolments("status")[0] != "paused", "the pause is over after 14 days")
    #expect(try sent(school, "last") == ["2"])
  }

  @Test func theLastMessageIsHeardByNobodyWhoWantsToStopOrWillNotReturn() throws {
    let school = try WorklistSchool(3)
    let ann = try school.key("ann")
    try school.day(WorklistSchool.calledAt)
    let items = try school.items(key: ann)
    for (item, outcome) in zip(items, ["wants_to_stop", "will_not_return", "not_reached"]) {
      _ = try school.ask("POST", "/\(item)/take", key: ann)
      #expect(try school.ask("POST", "/\(item)/settle", key: ann, body: ["outcome": .string(outcome)]).status == 200)
    }
    #expect(try school.enrolments("status") == ["unsubscribed", "expired", "active"])
    #expect(try school.enrolments("end_reason") == ["opted_out", "settled", nil])
    try school.day("2026-11-25T10:00:00Z")
    #expect(try sent(school, "last") == ["3"])
    #expect(try school.items(key: ann, query: "state=open", at: "2026-11-25T12:00:00Z") == [items[2]])
    let rolled = try school.school.database.rows(
      "select distinct user_id::text, source, channel, scope from rekindle.suppressions where reason = 'opt_out'"
    )
    #expect(rolled == [["1", "support_request", "all", "all"]])
  }

  @Test func anArmOfAnExperimentIsCalled() throws {
    let school = try WorklistSchool(
      40,
      WorklistSchool.campaign.replacing("campaign.yaml", "steps:", "goal: { within: 14 days }\nsteps:").replacing(
        "campaign.yaml", "  - { id: call, day: 2, channels: [worklist], template: call }",
        """
          - id: call
            day: 2
            channels: [sms]
            template: text
            experiment: voice
            variants:
              - { name: text, share: 50% }
              - { name: call, share: 50%, channels: [worklist], template: call }
        """))
    try school.day(WorklistSchool.calledAt)
    let ways = try school.school.database.rows(
      """
      select concat_ws(' ', e.variants->>'voice', d.channel, d.template, d.variant, count(*) > 10)
        from rekindle.message_deliveries d join rekindle.campaign_enrollments e on e.id = d.enrollment_id
       where d.step = 1 and d.status = 'sent' group by e.variants->>'voice', d.channel, d.template, d.variant order by 1
      """)
    #expect(ways == [["call worklist call call t"], ["text sms text text t"]])
    let tutor = try school.key("ann")
    let called = try #require(
      Int(school.school.database.value("select count(*)::text from rekindle.worklist_items") ?? ""))
    #expect(try school.items(key: tutor, query: "limit=100").count == called)
  }

  @Test func ofManyWhoTakeAnItemAtOnceOneHasItAndItIsSettledOnce() throws {
    let school = try WorklistSchool(3)
    try school.day(WorklistSchool.calledAt)
    let keys = try (1...6).map { try school.key("tutor-\($0)") }
    for item in try school.items(key: keys[0]) {
      let taken = atOnce(school, keys, "/\(item)/take", nil)
      #expect(taken.map(\.status).sorted() == [200] + Array(repeating: 409, count: keys.count - 1))
      let winner = try #require(taken.first { $0.status == 200 }?.key)
      let settled = atOnce(
        school, Array(repeating: winner, count: 5), "/\(item)/settle", ["outcome": "not_reached"])
      #expect(settled.map(\.status).sorted() == [200, 409, 409, 409, 409])
    }
    #expect(try school.school.database.count("select count(*) from rekindle.worklist_outcomes") == 3)
  }

  /// What processes are answered that ask with one key each at once.
  private func atOnce(
    _ school: WorklistSchool, _ keys: [String], _ path: String, _ body: JSON?
  ) -> [(key: String, status: Int)] {
    let answers = Mutex<[(key: String, status: Int)]>([])
    let failures = Crowd.run(keys.count) { place in
      let answer = try school.ask("POST", path, key: keys[place], body: body)
      answers.withLock { $0.append((keys[place], answer.status)) }
    }
    #expect(failures == [])
    return answers.withLock { $0 }
  }

  /// Who got the message of a step.
  private func sent(_ school: WorklistSchool, _ step: String) throws -> [String?] {
    let place = ["text", "call", "last"].firstIndex(of: step) ?? 0
    return try school.school.database.rows(
      "select user_id::text from rekindle.message_deliveries where step = \(place) and status = 'sent' order by user_id"
    ).map { $0[0] }
  }
}
