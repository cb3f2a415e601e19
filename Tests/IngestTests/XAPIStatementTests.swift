import Domain
import Encoding
import FunctionContract
import FunctionShell
import JSON
import Store
import TestKit
import Testing

@testable import ingest

/// What statements of the Experience API become, and how they are taken back.
@Suite(.database) struct XAPIStatementTests {
  static let first = "11111111-1111-4111-8111-111111111111"
  static let second = "22222222-2222-4222-8222-222222222222"
  let host: Host

  init() throws { host = try Host() }

  private func request(
    _ body: JSON, method: String = "POST", query: String = "", key: String? = Host.key, version: String = "1.0.3"
  ) -> HTTPRequest {
    var headers = ["content-type": "application/json", "x-experience-api-version": version]
    headers["authorization"] = key.map { "Basic " + Base64.standard.encode(Array($0.utf8)) }
    return HTTPRequest(
      method: method, rawPath: "/xapi/statements", rawQuery: query, headers: headers, body: body.bytes)
  }

  private func statement(
    _ id: String?, _ verb: String = "experienced", by actor: JSON = ["mbox": "mailto:ana@example.org"],
    on object: String = "https://learn.example.org/courses/10/lessons/3", _ more: [String: JSON] = [:]
  ) -> JSON {
    var members: [String: JSON] = [
      "actor": actor, "verb": ["id": .string("http://adlnet.gov/expapi/verbs/\(verb)")],
      "object": ["id": .string(object)], "timestamp": "2026-11-20T01:00:00.123Z",
    ]
    members["id"] = id.map(JSON.string)
    return .object(members.merging(more) { $1 })
  }

  private func voiding(_ id: String) -> JSON {
    [
      "actor": ["mbox": "mailto:admin@example.org"], "verb": ["id": "http://adlnet.gov/expapi/verbs/voided"],
      "object": ["objectType": "StatementRef", "id": .string(id)],
    ]
  }

  @Test func idsAreEchoedInOrderAndMadeWhereThereAreNone() throws {
    let answer = try host.answer(request([statement(Self.first), statement(nil, "launched"), statement(Self.second)]))
    #expect(answer.status == 200)
    #expect(answer.headers["x-experience-api-version"] == "1.0.3")
    let ids = try JSON.parse(answer.body).array?.compactMap(\.string) ?? []
    #expect(ids.count == 3 && ids[0] == Self.first && ids[2] == Self.second)
    #expect(ids[1].wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/) != nil)
    #expect(
      try host.database.count("select count(*) from lms.user_activities where user_id = 1 and course_id = 10") == 2)
  }

  @Test func aStatementIsStoredOnceAlsoByPut() throws {
    for _ in 0..<2 {
      let put = request(statement(nil), method: "PUT", query: "statementId=\(Self.first)", version: "2.0.0")
      let answer = try host.answer(put)
      #expect(answer.status == 204)
      #expect(answer.headers["x-experience-api-version"] == "2.0.0")
    }
    #expect(try host.answer(request(statement(Self.first))).status == 200)
    #expect(try host.database.count("select count(*) from lms.user_activities") == 1)
    #expect(
      try host.answer(request(statement(Self.second), method: "PUT", query: "statementId=\(Self.first)")).status == 400)
  }

  @Test(arguments: [nil, "", "lrs", "lrs:wrong-secret-of-lrs", ":a-secret-of-the-lrs", "other:a-secret-of-the-lrs"])
  func whoHasNoKeyIsAskedForOne(_ key: String?) throws {
    let answer = try host.answer(request(statement(Self.first), key: key))
    #expect(answer.status == 401)
    #expect(answer.headers["www-authenticate"]?.hasPrefix("Basic") == true)
    #expect(try host.database.count("select count(*) from rekindle.host_events") == 0)
  }

  @Test func learnersAreKnownByMailboxAccountAndOpenID() throws {
    try host.database.run(
      """
      insert into lms_data.other_addresses values (7, 'account', 'maya https://other.example/'), (2, 'account', 'https://ben.example/');
      """)
    let actors: [JSON] = [
      ["mbox": "mailto:ben@example.org"], ["account": ["homePage": "https://learn.example.org", "name": "1"]],
      ["account": ["homePage": "https://other.example/", "name": "maya"]], ["openid": "https://ben.example/"],
      ["mbox": "mailto:shared@example.org"], ["mbox": "mailto:nobody@example.org"],
      ["account": ["homePage": "https://strange.example", "name": "1"]],
      ["mbox_sha1sum": "ebd31e95054c018b10727ccffd2ef2ec3a016ee9"],
    ]
    for actor in actors { #expect(try host.answer(request(statement(nil, by: actor))).status == 200) }
    #expect(
      try host.database.rows("select user_id, count(*) from lms.user_activities group by 1 order by 1")
        == [["1", "1"], ["2", "1"], ["7", "1"]], "ben's two are one, at one moment")
    #expect(
      try host.database.rows("select reason, count(*) from rekindle.events_unknown group by 1")
        == [["unknown_learner", "4"]])
  }

  @Test func whatTheVerbSaysOfACourseIsWritten() throws {
    let course = "https://learn.example.org/courses/10"
    let progress: JSON = ["extensions": ["https://w3id.org/xapi/cmi5/result/extensions/progress": 40]]
    _ = try host.answer(
      request([
        statement(nil, "registered", on: course), statement(nil, "progressed", on: course + "/", ["result": progress]),
        statement(nil, "completed", by: ["mbox": "mailto:ben@example.org"], on: course),
        statement(nil, "completed", on: course + "/lessons/9"),
        statement(nil, "completed", on: "https://elsewhere.example"),
        statement(
          nil, "answered", on: "https://elsewhere.example/quiz",
          ["context": ["contextActivities": ["parent": ["id": .string(course)]]]]),
      ]))
    #expect(
      try host.database.rows(
        "select user_id, completion_percentage::int, completed_at is not null from lms.user_course_progress order by 1")
        == [["1", "40", "f"], ["2", "100", "t"]])
    #expect(try host.database.count("select count(*) from lms.course_enrolments where user_id = 1") == 1)
    #expect(
      try host.database.rows("select activity_type from lms.user_activities where user_id = 1 order by 1")
        == [["answered"], ["completed"], ["progressed"], ["registered"]])
    #expect(try host.database.rows("select reason from rekindle.events_unknown") == [["unknown_subject"]])
  }

  @Test func aVoidedStatementIsAsIfItHadNotBeenSaidWhicheverCameFirst() throws {
    let course = "https://learn.example.org/courses/10"
    let said = [statement(Self.first), statement(Self.second, "completed", on: course)]
    _ = try host.answer(request(.array(said)))
    #expect(
      try host.database.count("select count(*) from lms.user_course_progress where completed_at is not null") == 1)
    for _ in 0..<2 { _ = try host.answer(request([voiding(Self.first), voiding(Self.second)])) }
    #expect(try host.database.count("select count(*) from lms.user_activities") == 0)
    #expect(
      try host.database.rows("select completion_percentage::int, completed_at from lms.user_course_progress")
        == [["0", nil]])
    _ = try host.answer(request(.array(said)))
    #expect(try host.database.count("select count(*) from lms.user_activities") == 0)
    let third = "33333333-3333-4333-8333-333333333333"
    _ = try host.answer(request([voiding(third)]))
    _ = try host.answer(request([statement(third)]))
    #expect(try host.database.count("select count(*) from lms.user_activities") == 0)
  }

  @Test func aStatementThatSaysNoTimeHappenedWhenItCameAlsoWhereItIsTakenLater() throws {
    var members = statement(Self.first, on: "https://learn.example.org/courses/77/lessons/1").object ?? [:]
    members["timestamp"] = nil
    _ = try host.answer(request([.object(members)]))
    try host.database.run(
      """
      insert into lms_data.courses (course_id, name, url) values (77, 'New', 'https://learn.example.org/courses/77')
      """)
    let id = try #require(try host.database.value("select id::text from rekindle.events_unknown").flatMap { Int($0) })
    let later = Host.now + .days(30)
    var handler = try Ingest(environment: .init(["DATABASE_URL": host.database.url(role: "rekindle_ingest")]))
    let event = CloudEvent(
      id: "1", source: "/test", type: "events.replay", time: later, data: ["ids": [.integer(id)]])
    let reply = try handler.handle(Invocation(input: .event(event), now: later))
    #expect(reply == .done(result: ["taken": 1, "repeated": 0, "kept": 0]))
    let at = "select extract(epoch from activity_date)::bigint::text from lms.user_activities where course_id = 77"
    #expect(try host.database.value(at) == "\(Host.now.seconds)")
  }

  @Test func anEventOfASourceCannotPassForAStatement() throws {
    #expect(try host.answer(Host.signed(JSON.array([]).bytes, source: "xapi")).status == 404)
  }

  @Test func theVersionsAreTold() throws {
    let answer = try host.answer(HTTPRequest(method: "GET", rawPath: "/xapi/about"))
    #expect(try JSON.parse(answer.body)["version"]?.array?.contains("1.0.3") == true)
    #expect(answer.headers["x-experience-api-version"] == "2.0.0")
  }
}
