import Domain
import TestKit
import Testing

@Suite(.database)
struct AccessTests {
  @Test
  func withoutAConfiguredKeyNobodyGetsInAndTheAnswerSaysWhatToSet() throws {
    for keys in [nil, "", " , "] {
      let answer = try Dashboard(database: try TestDatabase.current(), keys: keys).ask("/dashboard/jobs", key: "")
      #expect(answer.status == 503)
      #expect(answer.text.contains("DASHBOARD_KEYS"))
    }
  }

  @Test(arguments: [
    (Dashboard.key, 200), ("another-key-for-somebody-else", 200), ("a-key-long-enough-to-be-on", 401), ("", 401),
    ("a-key-long-enough-to-be-one, another-key-for-somebody-else", 401), ("A-KEY-LONG-ENOUGH-TO-BE-ONE", 401),
  ])
  func onlyAWholeKeyOpensInTheHeaderOrInTheForm(key: String, status: Int) throws {
    let dashboard = Dashboard(database: try TestDatabase.current())
    let answer = try dashboard.ask("/dashboard/jobs", key: key)
    #expect(answer.status == status)
    #expect((answer.headers["www-authenticate"] != nil) == (status == 401))
    #expect(try dashboard.ask("/metrics", key: key).status == status)
    let login = try dashboard.ask(
      "/dashboard/login", method: "POST", key: nil, body: "key=" + key.replacing(", ", with: "%2C+"))
    #expect(login.status == (status == 200 ? 303 : 401))
    #expect(login.cookies.isEmpty == (status != 200))
    #expect(!answer.text.contains(Dashboard.key))
  }

  @Test
  func aSessionHoldsForTwelveHoursCannotBeForgedAndEndsOnLeaving() throws {
    let dashboard = Dashboard(database: try Ledger.database())
    let login = try dashboard.ask("/dashboard/login", method: "POST", key: nil, body: "key=\(Dashboard.key)")
    let header = try #require(login.cookies.first)
    for part in ["__Host-", "HttpOnly", "Secure", "SameSite=Strict", "Path=/"] { #expect(header.contains(part)) }
    #expect(!header.contains(Dashboard.key))
    let cookie = String(header.prefix { $0 != ";" })
    let page = try dashboard.ask("/dashboard", key: nil, cookie: cookie)
    #expect(page.status == 200 && page.headers["content-type"] == "text/html; charset=utf-8")
    #expect(try dashboard.ask("/dashboard/jobs", key: nil, cookie: cookie).status == 200)
    #expect(try dashboard.ask("/dashboard", key: nil, cookie: cookie, at: "2026-11-21T23:59:59Z").status == 200)
    #expect(try dashboard.ask("/dashboard", key: nil, cookie: cookie, at: "2026-11-22T00:00:00Z").status == 401)
    let later = cookie.replacing(/=\d+\./, with: "=1895500000.")
    #expect(try dashboard.ask("/dashboard", key: nil, cookie: later).status == 401)
    #expect(try dashboard.ask("/dashboard", key: "wrong", cookie: cookie).status == 401)
    let leave = try dashboard.ask("/dashboard/logout", method: "POST", key: nil, cookie: cookie)
    #expect(leave.cookies.first?.contains("Max-Age=0") == true)
  }

  @Test
  func aStrangerSeesAFormAndNothingElse() throws {
    let answer = try Dashboard(database: try Ledger.database()).ask("/dashboard", key: nil)
    #expect(answer.status == 401)
    #expect(answer.text.contains("<form method=\"post\" action=\"/dashboard/login\">"))
    #expect(!answer.text.contains("Active"))
  }
}
