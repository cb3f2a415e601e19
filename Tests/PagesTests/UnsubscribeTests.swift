import Domain
import FunctionContract
import FunctionShell
import JSON
import Store
import TestKit
import Testing

@testable import unsubscribe

/// Real pages over a real ledger, under the role that the handler has in production.
@Suite(.database) struct UnsubscribeTests {
  let database: TestDatabase

  init() throws { database = try Ledger.database() }

  func answer(
    _ method: String, _ path: String, form: String? = nil, headers: [String: String] = [:]
  ) throws -> HTTPResponse {
    var handler = try Unsubscribe(
      environment: Environment(Site.environment(database, role: "rekindle_unsubscribe")))
    return try handler.handle(Site.invocation(method, path, form: form, headers: headers)).answer
  }

  @Test(arguments: ["unsubscribe", "unsubscribe/course", "unsubscribe/all", "preferences"], ["GET", "HEAD"])
  func lookingChangesNothingX59(_ path: String, _ method: String) throws {
    let before = try Ledger.state(database)
    let answer = try answer(method, "/\(path)/\(try Site.token(1))")
    #expect(answer.status == 200)
    #expect(answer.body.isEmpty == (method == "HEAD"))
    #expect(try Ledger.state(database) == before)
  }

  @Test(arguments: ["unsubscribe", "unsubscribe/course", "unsubscribe/all", "preferences"])
  func aPageHasOneFormWithOneButtonALanguageALandmarkAHeadingAndLabels(_ path: String) throws {
    let page = try answer("GET", "/\(path)/\(try Site.token(1))").text
    #expect(page.matches(of: /<form method="post">/).count == 1)
    #expect(page.matches(of: /<button type="submit"/).count == 1)
    #expect(page.contains("<html lang=\"en\">"))
    #expect(page.matches(of: /<main>/).count == 1)
    #expect(page.matches(of: /<h1>/).count == 1)
    #expect(page.matches(of: /<label/).count == page.matches(of: /<input type="(radio|checkbox|date)"|<select/).count)
    #expect(page.matches(of: /<fieldset><legend>/).count > 0)
    #expect(!page.contains("<script"))
    #expect(page.contains("Stroke &lt;care&gt; &amp; more"))
  }

  @Test(arguments: ["'{\"course_name\": \"Sepsis\"}'", "(1 / 0)::text", "null::text"])
  func aSubjectWithoutANameIsOneOfItsKindAndKeepsNobodyFromOptingOut(_ context: String) throws {
    try database.run(
      """
      create or replace function rekindle_campaigns.course_completion_v1_contexts(
        as_of timestamptz, learners bigint[], subjects bigint[])
      returns table (user_id bigint, subject_id bigint, context text) language plpgsql stable as $$
      begin return query select 1::bigint, 1::bigint, \(context); end $$
      """)
    let path = "/unsubscribe/course/\(try Site.token(1))"
    #expect(try answer("GET", path).text.contains("Reminders about this course"))
    #expect(try answer("POST", path).text.contains("<h1>You are unsubscribed</h1>"))
    #expect(try Ledger.nos(database) == ["1 all subject course1 opt_out email_link"])
  }

  @Test func pagesStayPrivateAndHoldNoPersonalData() throws {
    for path in ["unsubscribe/course", "preferences"] {
      let answer = try answer("GET", "/\(path)/\(try Site.token(1))")
      #expect(answer.headers["referrer-policy"] == "no-referrer")
      #expect(answer.headers["cache-control"] == "no-store")
      #expect(answer.headers["content-security-policy"]?.contains("default-src 'none'") == true)
      for canary in ["canary", Ledger.phone] { #expect(!answer.text.contains(canary)) }
      #expect(answer.text.matches(of: /(src|href)="(?!https:\/\/go\.example\.org\/)/).isEmpty)
    }
  }

  @Test(arguments: [
    (
      "unsubscribe/course", "", "1 all subject course1 opt_out email_link", "unsubscribed active",
      "skipped scheduled scheduled"
    ),
    (
      "unsubscribe/all", "", "1 all topic course opt_out email_link", "unsubscribed unsubscribed",
      "skipped skipped skipped"
    ),
    (
      "unsubscribe", "", "1 all subject course1 opt_out email_link", "unsubscribed active",
      "skipped scheduled scheduled"
    ),
    (
      "unsubscribe/course", "scope=topic", "1 all topic course opt_out email_link", "unsubscribed unsubscribed",
      "skipped skipped skipped"
    ),
    (
      "unsubscribe/all", "scope=subject", "1 all subject course1 opt_out email_link", "unsubscribed active",
      "skipped scheduled scheduled"
    ),
    (
      "unsubscribe/all", "scope=all", "1 all all opt_out email_link", "unsubscribed unsubscribed",
      "skipped skipped skipped"
    ),
  ])
  func anOptOutStandsWhenItIsAnsweredAndTakesBackWhatWasReservedREQ067REQ068(
    _ path: String, _ form: String, _ no: String, _ enrollments: String, _ deliveries: String
  ) throws {
    let answer = try answer("POST", "/\(path)/\(try Site.token(1))", form: form)
    #expect(answer.status == 200)
    #expect(answer.text.contains("<h1>You are unsubscribed</h1>"))
    #expect(try Ledger.nos(database) == [no])
    #expect(
      try database.value(
        "select string_agg(status, ' ' order by id) from rekindle.campaign_enrollments where user_id = 1")
        == enrollments)
    #expect(
      try database.value(
        "select string_agg(status, ' ' order by id) from rekindle.message_deliveries where id in (2, 3, 4)")
        == deliveries)
    #expect(
      try database.count("select count(*) from rekindle.campaign_enrollments where user_id = 2 and status = 'active'")
        == 1)
  }

  static let multipart = """
    --x7\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x7--\r\n
    """

  @Test(arguments: [
    ("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click"),
    ("multipart/form-data; boundary=x7", multipart), ("multipart/form-data; boundary=\"x7\"", multipart),
  ])
  func aMailProgramOptsOutWithOneRequestWithoutCookiesOrRedirectRFC8058(
    _ type: String, _ body: String
  ) throws {
    let answer = try answer(
      "POST", "/unsubscribe/\(try Site.token(1))", form: body, headers: ["content-type": type])
    #expect(answer.status == 200)
    #expect(answer.cookies.isEmpty)
    #expect(answer.headers["location"] == nil)
    #expect(try Ledger.nos(database) == ["1 all subject course1 opt_out one_click"])
  }

  @Test func aRepeatedOptOutIsANoOpThatSaysSoREQ070() throws {
    let path = "/unsubscribe/course/\(try Site.token(1))"
    _ = try answer("POST", path)
    let before = try Ledger.state(database)
    let again = try answer("POST", path)
    #expect(again.status == 200)
    #expect(again.text.contains("You had asked for this before"))
    #expect(try Ledger.state(database) == before)
  }

  @Test func whateverIsNotATokenOfOursIsRefusedWith400AndChangesNothingREQ069() throws {
    let token = Array(try Site.token(1).utf8)
    let before = try Ledger.state(database)
    var random = SystemRandomNumberGenerator()
    for index in 0..<120 {
      var bytes = token
      switch index % 3 {
      case 0:
        bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= UInt8(1 << Int.random(in: 0..<5, using: &random))
      case 1: bytes.removeLast(Int.random(in: 1..<20, using: &random))
      default: bytes.insert(UInt8(ascii: "A"), at: Int.random(in: 0...bytes.count, using: &random))
      }
      let text = String(decoding: bytes, as: UTF8.self).filter { $0 != "/" }
      #expect(try answer(index.isMultiple(of: 2) ? "POST" : "GET", "/unsubscribe/\(text)").status == 400, "\(text)")
    }
    #expect(try Ledger.state(database) == before)
  }

  @Test func aLinkWorksFor400Days() throws {
    let old = try Site.token(1, issued: Ledger.now - .days(401))
    #expect(try answer("POST", "/unsubscribe/\(old)").status == 400)
    let valid = try Site.token(1, issued: Ledger.now - .days(399))
    #expect(try answer("POST", "/unsubscribe/\(valid)").status == 200)
  }

  @Test(arguments: ["GET", "POST"]) func aMessageThatIsNoLongerRecordedIsSaidToBeGone(_ method: String)
    throws
  {
    let answer = try answer(method, "/unsubscribe/\(try Site.token(999))", form: method == "POST" ? "" : nil)
    #expect(answer.status == 410)
    #expect(answer.text.contains("We no longer have this message"))
  }

  @Test(arguments: [("too_many", "too_many"), ("finished", "finished"), ("", "opt_out"), ("%27--", "opt_out")])
  func whyIsAskedAndKeptBesideTheOptOutWhereItIsOneOfTheAnswers(_ why: String, _ kept: String) throws {
    let path = "/unsubscribe/\(try Site.token(1))"
    #expect(try answer("GET", path).text.contains("<option value=\"too_many\">"))
    #expect(try answer("POST", path, form: "scope=subject&why=\(why)").status == 200)
    let rows = try database.rows("select course_id, reason from rekindle.course_unsubscribes where user_id = 1")
    #expect(rows == [["1", kept]])
  }

  @Test func aProgramIsAnsweredInJSON() throws {
    let json = ["accept": "application/json"]
    let path = "/unsubscribe/course/\(try Site.token(1))"
    #expect(try answer("GET", path, headers: json).text == #"{"scope":"subject","status":"subscribed"}"#)
    let first = try answer("POST", path, form: "", headers: json)
    #expect(first.headers["content-type"] == "application/json")
    #expect(first.document["success"] == true && first.document["status"] == "unsubscribed")
    #expect(first.document["already"] == false)
    #expect(first.document["message"]?.string?.hasPrefix("You will get no more reminders about") == true)
    #expect(try answer("POST", path, form: "", headers: json).text.contains(#""already":true"#))
    let refused = try answer("POST", "/unsubscribe/nonsense", form: "", headers: json)
    #expect(refused.status == 400)
    #expect(refused.document["success"] == false && refused.document["error"] == "invalid_link")
    #expect(refused.document["message"]?.string?.isEmpty == false)
  }

  @Test func otherMethodsPathsAndChoicesAreRefused() throws {
    let token = try Site.token(1)
    let put = try answer("PUT", "/unsubscribe/\(token)")
    #expect(put.status == 405)
    #expect(put.headers["allow"] == "GET, HEAD, POST")
    #expect(try answer("GET", "/elsewhere/\(token)").status == 404)
    #expect(try answer("POST", "/unsubscribe/\(token)", form: "scope=planet").status == 400)
    #expect(try Ledger.nos(database).isEmpty)
  }

  @Test func aDatabaseThatIsAwayIsAPassingTroubleAndSaysSo() throws {
    var settings = Site.environment(database, role: "rekindle_unsubscribe")
    settings["DATABASE_URL"] = "postgresql:///none?host=/nowhere"
    var handler = try Unsubscribe(environment: Environment(settings))
    let answer = try handler.handle(Site.invocation("POST", "/unsubscribe/\(try Site.token(1))", form: "")).answer
    #expect(answer.status == 503)
    #expect(answer.headers["retry-after"] == "60")
  }

  @Test(arguments: ["DATABASE_URL", "REKINDLE_SIGNING_KEYS", "REKINDLE_PUBLIC_URL"])
  func aMissingSettingIsNamed(_ name: String) throws {
    var settings = Site.environment(database, role: "rekindle_unsubscribe")
    settings[name] = nil
    do throws(HandlerFailure) {
      _ = try Unsubscribe(environment: Environment(settings))
      Issue.record("it was made")
    } catch {
      #expect(error.exitCode == .configuration)
      #expect(error.message.contains(name))
    }
  }
}
