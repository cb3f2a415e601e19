import Domain
import FunctionContract
import JSON
import Store
import TestKit
import Testing

/// Running campaigns (REQ-4-69).
@Suite(.database) struct CampaignTests {
  private static let path = "/api/campaigns/course-completion"

  @Test func aCampaignIsShownWithItsVersionsAndSteps() throws {
    let desk = try Desk()
    try desk.publish { $0["messages/gentle.email.md"]? += "\nSee you soon.\n" }
    let answer = try desk.ask("GET", Self.path)
    #expect(answer.status == 200 && answer.headers["etag"] == "\"2\"", "publishing is a change too")
    #expect(answer.document["version"] == 2 && answer.document["phase"] == "active")
    let versions = answer.document["versions"]?.array ?? []
    #expect(versions.map { $0["version"] } == [2, 1])
    #expect(versions.allSatisfy { !($0["steps"]?.array ?? []).isEmpty })
    #expect(try desk.ask("GET", "/api/campaigns/nothing").problem == "unknown_campaign slug")
  }

  @Test func aListComesInPagesThatLeaveNothingOut() throws {
    let desk = try Desk()
    for slug in ["b-two", "a-one", "d-four"] { try desk.database.insert(.campaign(slug, at: Desk.now)) }
    var slugs: [String] = []
    var cursor = ""
    repeat {
      let page = try desk.ask("GET", "/api/campaigns?limit=1\(cursor)").document
      slugs += (page["items"]?.array ?? []).compactMap { $0["slug"]?.string }
      guard let next = page["next"]?.string else { break }
      cursor = "&cursor=\(next)"
    } while slugs.count < 9
    #expect(slugs == ["a-one", "b-two", "course-completion", "d-four"])
    for cursor in ["%25", "AA"] {  // the second is a NUL
      #expect(try desk.ask("GET", "/api/campaigns?cursor=\(cursor)").problem == "parameter cursor")
    }
    #expect(try desk.ask("GET", "/api/campaigns?limit=0").problem == "parameter limit")
    #expect(try desk.ask("GET", "/api/campaigns?status=paused").document["items"] == [])
  }

  @Test func aChangeNamesTheRevisionThatItIsAbout() throws {
    let desk = try Desk()
    let body: JSON = ["status": "paused"]
    #expect(try desk.ask("PATCH", Self.path, body).status == 428)
    let tag = try #require(try desk.ask("GET", Self.path).headers["etag"])
    let first = try desk.ask("PATCH", Self.path, body, headers: ["if-match": tag])
    #expect(first.status == 200 && first.document["status"] == "paused")
    let second = try desk.ask("PATCH", Self.path, ["status": "completed"], headers: ["if-match": tag])
    #expect(second.status == 412 && second.problem == "stale if-match")
    #expect(try desk.database.value("select status from rekindle.campaigns") == "paused")
    #expect(try desk.ask("PATCH", Self.path, body, headers: ["if-match": "W/\"2\""]).status == 412)
    #expect(try desk.ask("PATCH", Self.path, [:], headers: ["if-match": "*"]).problem == "body")
  }

  @Test func aBudgetOfTheWeekIsSetAndTakenBack() throws {
    let desk = try Desk()
    let change = { (budget: JSON) in
      try desk.ask("PATCH", Self.path, ["weekly_budget": budget], headers: ["if-match": "*"])
    }
    #expect(try change(120.5).document["weekly_budget"] == 120.5)
    #expect(try desk.ask("GET", Self.path).document["spent_this_week"] == .null, "nothing has a price")
    try desk.database.run(
      """
      insert into rekindle.prices (channel, unit, valid_from, price) values ('email', 'message', '2026-01-01', 0.01);
      insert into rekindle.spending_changes (week, campaign_id, amount) select rekindle.budget_week('\(Desk.now.rfc3339)'), 1, 0.25
      """)
    #expect(try desk.ask("GET", Self.path).document["spent_this_week"] == 0.25)
    #expect(try change(-1).problem == "parameter /weekly_budget")
    #expect(try change(.null).document["weekly_budget"] == .null)
  }

  @Test func theBudgetOfAllIsChangedByWhoeverHasSeenIt() throws {
    let desk = try Desk()
    let budget = { try desk.ask("GET", "/api/budget") }
    let change = { (value: JSON, tag: String) in
      try desk.ask("PATCH", "/api/budget", ["weekly_budget": value], headers: ["if-match": tag])
    }
    #expect(try change(500, "*").problem == "no_prices")
    try desk.database.run(
      """
      insert into rekindle.prices (channel, unit, valid_from, price) values ('email', 'message', '2026-01-01', 0.01);
      update rekindle.deployment set currency = 'EUR';
      insert into rekindle.spending_changes (week, campaign_id, amount) select rekindle.budget_week('\(Desk.now.rfc3339)'), 1, 0.25
      """)
    let seen = try #require(try budget().headers["etag"])
    #expect(try change(500.5, seen).document["weekly_budget"] == 500.5)
    #expect(try change(9, seen).status == 412)
    #expect(try change(12.34, try budget().headers["etag"] ?? "").status == 200)
    #expect(try desk.database.value("select weekly_budget::text from rekindle.deployment") == "12.34")
    #expect(try budget().document["currency"] == "EUR" && budget().document["spent_this_week"] == 0.25)
    #expect(try change(.null, "*").document["weekly_budget"] == .null)
    #expect(try change("much", "*").problem == "parameter /weekly_budget")
    #expect(try desk.trail().last == "ADMIN_KEYS PATCH /api/budget (budget) 200")
  }

  @Test func ofTwoWhoChangeAtOnceOneIsTold() throws {
    let desk = try Desk()
    let revision = { try desk.database.connect(role: "rekindle_admin").first(FindCampaigns(now: Desk.now))?.revision }
    let seen = try #require(try revision())
    let change = { (status: CampaignStatus) in
      try desk.database.connect(role: "rekindle_admin").first(
        ChangeCampaign(
          campaign: 1, expected: seen, status: status, startsAt: nil, endsAt: nil, rollout: nil, weeklyBudget: nil,
          now: Desk.now)) ?? nil
    }
    #expect(try change(.paused) == seen + 1)
    #expect(try change(.completed) == nil)
  }

  @Test func statusesFollowEachOtherAsTheyMay() throws {
    for (from, to) in CampaignStatus.allCases.flatMap({ from in CampaignStatus.allCases.map { (from, $0) } }) {
      #expect(
        from.allows(to)
          == (from == to
            || [
              "draft>active", "active>paused", "paused>active", "active>completed",
              "paused>completed",
            ].contains("\(from)>\(to)")))
    }
    let desk = try Desk()
    #expect(try desk.change(["status": "draft"]).problem == "transition /status")
    for status in ["paused", "active", "paused", "completed"] {
      #expect(try desk.change(["status": .string(status)]).document["status"]?.string == status)
    }
    for status in ["active", "paused", "draft"] {
      let answer = try desk.change(["status": .string(status)])
      #expect(answer.status == 409 && answer.problem == "transition /status", "\(status)")
    }
    let error = #expect(throws: StoreError.self) {
      try desk.database.run("update rekindle.campaigns set status = 'active'")
    }
    #expect(error?.sqlState == "RK002", "the database says so too")
  }

  @Test func aDraftBeginsOnceSomebodyHasApprovedIt() throws {
    let desk = try Desk(isDraft: true)
    #expect(try desk.ask("GET", Self.path).document["phase"] == "draft")
    #expect(try desk.change(["status": "active"]).problem == "not_approved /status")
    let operators = try desk.key("operators", [.read, .operate])
    let approval: JSON = ["version": 1]
    #expect(try desk.ask("POST", "\(Self.path)/approvals", approval, key: operators).status == 403)
    #expect(try desk.ask("POST", "\(Self.path)/approvals", ["version": 2]).problem == "parameter /version")
    #expect(try desk.ask("POST", "\(Self.path)/approvals", approval).document["is_approved"] == true)
    #expect(try desk.ask("GET", Self.path).document["versions"]?.array?.first?["approved_by"] == "ADMIN_KEYS")
    #expect(try desk.change(["status": "active"]).document["phase"] == "active")
  }

  @Test func anApprovalIsOfTheVersionThatSomebodyLookedAt() throws {
    let desk = try Desk(isDraft: true)
    _ = try desk.ask("POST", "\(Self.path)/approvals", ["version": 1])
    try desk.publish { $0["messages/gentle.email.md"]? += "\nSee you soon.\n" }
    #expect(try desk.change(["status": "active"]).problem == "not_approved /status")
  }

  @Test func datesRolloutAndFiguresAreKeptAndCleared() throws {
    let desk = try Desk()
    let answer = try desk.change([
      "starts_at": "2026-12-01T00:00:00Z", "ends_at": "2026-12-31T00:00:00Z", "rollout_percent": 12.5, "goal_value": 40,
      "cost_per_message": 0.02,
    ])
    #expect(answer.document["phase"] == "waiting" && answer.document["rollout_percent"] == 12.5)
    #expect(answer.document["ends_at"] == "2026-12-31T00:00:00Z" && answer.document["target_percent"]?.double == 35)
    #expect(try desk.change(["ends_at": "2026-11-30T00:00:00Z"]).problem == "parameter /ends_at")
    let cleared = try desk.change(["starts_at": nil, "rollout_percent": nil, "goal_value": nil])
    #expect(cleared.document["phase"] == "active" && cleared.document["rollout_percent"]?.double == 100)
    #expect(cleared.document["goal_value"] == .null && cleared.document["cost_per_message"] == 0.02)
  }
}
