import Domain
import FunctionContract
import JSON
import Signing
import Store
import TestKit
import Testing

/// Who may use the API.
@Suite(.database) struct KeyTests {
  let desk: Desk

  init() throws { desk = try Desk() }

  private func make(_ name: String, _ scopes: [String], key: String? = nil) throws -> HTTPResponse {
    try desk.ask(
      "POST", "/api/keys", ["name": .string(name), "scopes": .array(scopes.map(JSON.string))], key: key)
  }

  @Test func aKeyIsToldOnceAndKeptAsItsHash() throws {
    let made = try make("reports", ["read"])
    #expect(made.status == 201)
    let key = try #require(made.document["key"]?.string)
    #expect(try desk.ask("GET", "/api/campaigns", key: key).status == 200)
    let listed = try desk.ask("GET", "/api/keys").text
    #expect(listed.contains("reports") && !listed.contains(key))
    let row = try desk.database.value("select k::text || encode(hash, 'hex') from rekindle.api_keys k") ?? ""
    let secret = try #require(key.split(separator: "_", maxSplits: 2).last)
    #expect(!row.contains(secret))
    #expect(try desk.database.value("select hash = sha256($1::text::bytea) from rekindle.api_keys", .text(key)) == "t")
  }

  @Test(arguments: KeyScope.allCases) func aKeyOpensWhatItsScopesSay(_ scope: KeyScope) throws {
    let key = try desk.key("narrow", [scope])
    let doors: [(String, String, JSON?, KeyScope)] = [
      ("GET", "/api/campaigns", nil, .read), ("GET", "/api/analytics", nil, .read),
      ("POST", "/api/learners/1/pause", [:], .operate), ("GET", "/api/learners/1", nil, .personal),
      ("GET", "/api/learners/1/export", nil, .personal), ("GET", "/api/keys", nil, .administer),
      ("GET", "/api/worklist", nil, .tutor),
    ]
    for (method, path, body, needed) in doors {
      let answer = try desk.ask(method, path, body, key: key)
      #expect(answer.status == (needed == scope ? 200 : 403), "\(scope): \(method) \(path)")
    }
  }

  @Test func aKeyIsReplacedWithoutAGap() throws {
    let old = try desk.key("jobs", [.read])
    let id = try desk.database.value("select id::text from rekindle.api_keys") ?? ""
    let made = try desk.ask("POST", "/api/keys/\(id)/rotation", ["overlap_hours": 2])
    let new = try #require(made.document["key"]?.string)
    #expect(made.document["name"] == "jobs" && made.document["scopes"] == ["read"])
    let opens = { (key: String, hours: Int) in
      try desk.ask("GET", "/api/campaigns", key: key, at: Desk.now + .hours(hours)).status
    }
    #expect(try opens(old, 1) == 200 && opens(new, 1) == 200, "both open")
    #expect(try opens(old, 2) == 401 && opens(new, 2) == 200)
  }

  @Test func anExpiredARevokedAndAnAlteredKeyOpenNothing() throws {
    let expired = try desk.key("old", expiresAt: Desk.now)
    #expect(try desk.ask("GET", "/api/campaigns", key: expired).status == 401)
    let key = try desk.key("gone")
    let id = try desk.database.value("select max(id)::text from rekindle.api_keys") ?? ""
    let altered = String(key.dropLast()) + (key.hasSuffix("A") ? "B" : "A")
    #expect(try desk.ask("GET", "/api/campaigns", key: altered).status == 401)
    #expect(try desk.ask("GET", "/api/campaigns", key: key).status == 200)
    #expect(try desk.ask("DELETE", "/api/keys/\(id)").status == 204)
    #expect(try desk.ask("GET", "/api/campaigns", key: key).status == 401)
    #expect(try desk.ask("POST", "/api/keys/\(id)/rotation", [:]).problem == "unknown_key key_id")
  }

  @Test func nobodyGivesAwayMoreThanTheyHave() throws {
    let key = try desk.key("clerk", [.administer])
    #expect(try make("friend", ["administer"], key: key).status == 201)
    let refused = try make("friend", ["administer", "personal"], key: key)
    #expect(refused.status == 403 && refused.problem == "scope /scopes")
  }

  @Test func theSettingOpensEverythingAndAnEmptyOneNothing() throws {
    #expect(try desk.ask("GET", "/api/keys", key: "first-key").status == 200)
    for key in ["", "first", "first-key-", "rk_aaaaaaaaaa_"] {
      #expect(try desk.ask("GET", "/api/keys", key: key).status == 401)
    }
  }

  @Test func aRotationOfAKeyTakesNoMoreThanOnesOwnScopes() throws {
    _ = try desk.key("mighty", [.personal, .administer])
    let clerk = try desk.key("clerk", [.administer])
    let id = try desk.database.value("select min(id)::text from rekindle.api_keys") ?? ""
    #expect(try desk.ask("POST", "/api/keys/\(id)/rotation", [:], key: clerk).problem == "scope")
    #expect(try desk.database.count("select count(*) from rekindle.api_keys") == 2)
  }
}
