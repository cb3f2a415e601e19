import Domain
import FunctionContract
import JSON
import TestKit
import Testing

@testable import Administration

/// Lists as files for spreadsheets.
@Suite(.database) struct TableTests {
  let desk: Desk

  init() throws {
    desk = try Desk()
    _ = try desk.key("reports", [.read])
  }

  private static let lists = [
    "/api/campaigns", "/api/campaigns/course-completion/steps", "/api/campaigns/course-completion/segment",
    "/api/campaigns/course-completion/drafts", "/api/templates", "/api/learners/1/messages", "/api/keys",
    "/api/reminders", "/api/worklist", "/admin/clients",
  ]

  private func remember() throws {
    try desk.putOnWorklist()
    try desk.database.run(
      """
      insert into rekindle.segment_blocks (campaign_id, block, version, members, named_at)
      select 1, 0, 1, array_agg((u, s, null)::rekindle.segment_member), '2026-11-21T02:00:00Z'
        from (values (1, 1), (1, 2), (2, 1)) m(u, s);
      insert into rekindle.word_drafts (campaign_id, base_version, writers, created_at, changed_at)
      values (1, 1, '{reports}', '2026-11-20T08:00:00Z', '2026-11-20T08:00:00Z')
      """)
    let answer = try desk.ask(
      "POST", "/api/reminders",
      [
        "job_id": "later", "run_at": "2026-12-01T10:00:00Z", "recipients": [1], "subject_id": 1,
        "message_type": "course-completion/welcome-back",
      ])
    try #require(answer.status == 202, "\(answer.text)")
  }

  @Test(arguments: lists) func aListComesAsCSVWithTheColumnsOfItsJSON(_ path: String) throws {
    try remember()
    let items = try #require(try desk.ask("GET", path).document["items"]?.array)
    let columns = try #require(items.first?.object?.keys.sorted())
    for answer in [
      try desk.ask("GET", path + ".csv"), try desk.ask("GET", path + "?format=csv"),
      try desk.ask("GET", path, headers: ["accept": "text/csv"]),
    ] {
      #expect(answer.status == 200 && answer.headers["content-type"]?.hasPrefix("text/csv") == true)
      #expect(answer.headers["content-disposition"]?.hasPrefix("attachment") == true)
      let lines = answer.text.split(separator: "\r\n")
      #expect(lines.first.map(String.init) == columns.joined(separator: ","))
      #expect(lines.count == items.count + 1, "\(answer.text)")
    }
  }

  @Test func everyListHasATest() {
    let lists = API.endpoints.filter { !$0.answer.columns.isEmpty }.map(\.route.path)
    #expect(lists.count == Self.lists.count)
  }

  @Test func noCellIsAFormula() throws {
    for (id, name) in ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\tx"].enumerated() {
      try desk.database.run(
        "update rekindle.message_deliveries set reason_detail = $$\(name)$$ where id = 1")
      let line = try #require(
        try desk.ask("GET", "/api/learners/1/messages.csv").text.split(separator: "\r\n").last)
      #expect(line.contains("'\(name)"), "\(id): \(line)")
    }
    try desk.database.run("update rekindle.message_deliveries set reason_detail = 'a \"b\", c' where id = 1")
    #expect(try desk.ask("GET", "/api/learners/1/messages.csv").text.contains(#","a ""b"", c","#))
  }

  @Test func aHeaderLeadsFromOnePageOfCSVToTheNext() throws {
    var path = "/api/templates.csv?limit=2"
    var seen: [Substring] = []
    while true {
      let answer = try desk.ask("GET", path)
      seen += answer.text.split(separator: "\r\n").dropFirst()
      guard let link = answer.headers["link"] else { break }
      #expect(link.hasSuffix(#">; rel="next""#))
      path = String(link.dropFirst().prefix { $0 != ">" })
    }
    let items = try desk.ask("GET", "/api/templates?limit=1000").document["items"]?.array ?? []
    #expect(items.count > 2 && seen.count == items.count && Set(seen).count == seen.count)
  }

  /// Holds REQ-4-04.
  @Test func aStepTellsItsPlaceItsChannelsItsRulesAndItsTexts() throws {
    let steps = try desk.ask("GET", "/api/campaigns/course-completion/steps").document["items"]?.array ?? []
    #expect(steps.map { $0["position"] } == [1, 2] && steps.map { $0["step"] } == ["email", "sms"])
    let first = try #require(steps.first)
    #expect(first["channels"] == ["email"] && first["templates"]?.array?.contains("welcome-back") == true)
    #expect(first["rules"]?["every"] == 604_800, "\(first.text)")
    try desk.publish { $0["messages/gentle.email.md"]?.append("\nBye.\n") }
    let page = try desk.ask("GET", "/api/campaigns/course-completion/steps?limit=3").document
    #expect(page["items"]?.array?.map { $0["version"] } == [2, 2, 1])
    let rest = try desk.ask(
      "GET", "/api/campaigns/course-completion/steps?limit=3&cursor=\(page["next"]?.string ?? "")")
    #expect(rest.document["items"]?.array?.map { $0["step"] } == ["sms"])
    #expect(try desk.ask("GET", "/api/campaigns/nothing/steps").problem == "unknown_campaign slug")
  }

  /// Holds REQ-4-07.
  @Test func aLearnersMessagesAreToldTheNewestFirst() throws {
    let items = try desk.ask("GET", "/api/learners/1/messages").document["items"]?.array ?? []
    #expect(items.map { $0["id"] } == [2, 1] && items.map { $0["status"] } == ["scheduled", "sent"])
    #expect(items.map { $0["campaign"] } == ["course-completion", "course-completion"])
    #expect(try desk.ask("GET", "/api/learners/77/messages").problem == "unknown_learner user_id")
  }

  @Test func keysAreListedWithoutWhatTheyHashTo() throws {
    let text = try desk.ask("GET", "/api/keys.csv").text
    let hash = try desk.database.value("select encode(hash, 'hex') from rekindle.api_keys") ?? ""
    #expect(text.contains("reports") && !text.contains(hash) && !text.contains("hash"))
  }

  @Test func theSegmentIsToldByIdsWhileItHoldsAndWrittenDown() throws {
    try remember()
    let key = try desk.key("ada", [.personal])
    let answer = try desk.ask("GET", "/api/campaigns/course-completion/segment?limit=2", key: key).document
    #expect(answer["items"]?.array?.map { $0["user_id"] } == [1, 1])
    let next = try #require(answer["next"]?.string)
    let rest = try desk.ask("GET", "/api/campaigns/course-completion/segment?cursor=\(next)", key: key).document
    #expect(rest["items"]?.array?.map { $0["user_id"] } == [2])
    #expect(rest["items"]?.array?.first?["expires_at"] == "2026-11-22T02:00:00Z")
    let late = try desk.ask(
      "GET", "/api/campaigns/course-completion/segment", at: Desk.now + .hours(17))
    #expect(late.document["items"] == [], "a day after the run nobody knows")
    #expect(
      try desk.trail().contains("ada GET /api/campaigns/{slug}/segment (segment course-completion) 200"))
    let reader = try desk.key("bob", [.read])
    #expect(try desk.ask("GET", "/api/campaigns/course-completion/segment.csv", key: reader).status == 403)
  }

  @Test func aFormatThatThereIsNotIsRefused() throws {
    #expect(try desk.ask("GET", "/api/campaigns?format=pdf").problem == "parameter format")
    #expect(try desk.ask("GET", "/api/campaigns", headers: ["accept": "text/html"]).document["items"] != nil)
  }
}
