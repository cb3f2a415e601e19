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

  @Test func aClickByMistakeIsTakenBack() throws {
    let path = "/unsubscribe/course/\(try Site.token(1))"
    _ = try answer("POST", path)
    let undone = try answer("POST", path, form: "undo=subject")
    #expect(undone.status == 200)
    #expect(undone.text.contains("Taken back"))
    #expect(try Ledger.nos(database).isEmpty)
    #expect(try answer("POST", path, form: "undo=subject").text.contains("Nothing has changed"))
  }

  /// Status, reason and whether a next look is planned, of one enrolment.
  private func enrolment(_ id: Int) throws -> [String?] {
    try database.rows(
      """
      select status, end_reason, (next_due_at is not null)::text, (ended_at is not null)::text
        from rekindle.campaign_enrollments where id = \(id)
      """)[0]
  }

  @Test(arguments: [("subject", [1]), ("topic", [1, 2]), ("all", [1, 2])])
  func takingANoBackReopensWhatItClosed(_ scope: String, _ enrolments: [Int]) throws {
    let path = "/unsubscribe/\(try Site.token(1))"
    _ = try answer("POST", path, form: "scope=\(scope)")
    for id in enrolments { #expect(try enrolment(id) == ["unsubscribed", "opted_out", "false", "true"]) }
    let undone = try answer("POST", path, form: "undo=\(scope)").text
    #expect(undone.contains("You may hear from Academy again with"))
    for id in [1, 2] { #expect(try enrolment(id) == ["active", nil, "true", "false"]) }
  }

  @Test func thePreferencePageReopensToo() throws {
    let path = "/preferences/\(try Site.token(1))"
    _ = try answer("POST", path, form: "save=1")
    #expect(try enrolment(1)[0] == "unsubscribed")
    _ = try answer("POST", path, form: "save=1&subject=on&topic=on&all=on&\(channels { _ in true })")
    #expect(try enrolment(1) == ["active", nil, "true", "false"])
    #expect(try enrolment(2) == ["active", nil, "true", "false"])
  }

  @Test func whatAnotherNoStillClosesStaysClosedAndThePageSaysSo() throws {
    let path = "/unsubscribe/\(try Site.token(1))"
    for scope in ["subject", "topic"] { _ = try answer("POST", path, form: "scope=\(scope)") }
    let undone = try answer("POST", path, form: "undo=subject").text
    #expect(undone.contains("Messages like this one still do not come:"))
    #expect(undone.contains("You turned off all course reminders."))
    #expect(try enrolment(1)[0] == "unsubscribed")
    let program = try answer("POST", path, form: "undo=subject", headers: ["accept": "application/json"])
    #expect(program.document["status"] == "unsubscribed" && program.document["already"] == true)
    #expect(try answer("POST", path, form: "undo=topic").text.contains("You may hear from Academy again"))
    #expect(try enrolment(1)[0] == "active")
  }

  @Test func aPausedEpisodeIsPausedAgainAndOnesOfLongAgoAreDetectionsBusiness() throws {
    try database.run("update rekindle.campaign_enrollments set status = 'paused', next_due_at = null where id = 1")
    let path = "/unsubscribe/all/\(try Site.token(1))"
    _ = try answer("POST", path)
    #expect(try enrolment(1)[0] == "unsubscribed")
    try database.run("update rekindle.campaign_enrollments set ended_at = '2026-10-01' where id = 2")
    _ = try answer("POST", path, form: "undo=topic")
    #expect(try enrolment(1) == ["paused", nil, "false", "false"])
    #expect(try enrolment(2)[0] == "unsubscribed")
  }

  @Test func anEpisodeThatAnotherTookThePlaceOfStaysClosed() throws {
    let path = "/unsubscribe/course/\(try Site.token(1))"
    _ = try answer("POST", path)
    try database.run(
      """
      insert into rekindle.campaign_enrollments
        (id, user_id, subject_id, campaign_id, version, episode, enrolled_at, anchor_at, next_due_at)
      overriding system value values (9, 1, 1, 1, 1, 2, '2026-11-21', '2026-11-21', '2026-11-22')
      """)
    _ = try answer("POST", path, form: "undo=subject")
    #expect(try enrolment(1)[0] == "unsubscribed")
  }

  @Test func aNoToEverythingTakesBackWhatIsReservedForOthersAtTheAddress() throws {
    try database.run(
      """
      update lms.users set email = '\(Ledger.email)' where user_id = 2;
      select rekindle.compare_addresses('2026-11-21T09:00:00Z')
      """)
    try Ledger.add(6, learner: 2, enrollment: 3, course: 1, occurrence: 2, "scheduled", to: database)
    try Ledger.add(7, learner: 2, enrollment: 3, course: 1, occurrence: 2, "scheduled", channel: "sms", to: database)
    _ = try answer("POST", "/unsubscribe/all/\(try Site.token(1))", form: "scope=all")
    #expect(
      try database.rows("select status from rekindle.message_deliveries where id in (6, 7) order by id")
        == [["skipped"], ["scheduled"]])
  }

  @Test func anEpisodeWhosePlaceInAGroupIsTakenStaysClosedAndTheOthersReopen() throws {
    try database.run("update rekindle.campaign_enrollments set exclusive_group = 'course' where user_id = 1")
    let path = "/unsubscribe/all/\(try Site.token(1))"
    _ = try answer("POST", path)
    try database.run(
      """
      insert into rekindle.campaigns (slug, title, class, topic, subject_type, current_version, created_at)
        values ('other', 'Other', 'transactional', 'receipts', 'course', 1, '2026-01-01');
      insert into rekindle.campaign_enrollments
        (id, user_id, subject_id, campaign_id, version, exclusive_group, enrolled_at, anchor_at, next_due_at)
      overriding system value values (9, 1, 1, 2, 1, 'course', '2026-11-21', '2026-11-21', '2026-11-22')
      """)
    _ = try answer("POST", path, form: "undo=topic")
    #expect(try enrolment(1)[0] == "unsubscribed")
    #expect(try enrolment(2)[0] == "active")
  }

  @Test func aComplaintCannotBeTakenBackByALinkNorHiddenBehindAnOptOut() throws {
    let path = "/unsubscribe/\(try Site.token(1))"
    _ = try answer("POST", path, form: "scope=all")
    try database.run(
      "select rekindle.merge_events('sendgrid', '{1}', '{complaint}', '{2026-11-21T09:00Z}', '{\"\"}', '{f}', '{null}', '2026-11-21T10:00Z')"
    )
    #expect(try Ledger.nos(database) == ["1 all all complaint provider", "1 all all opt_out email_link"])
    _ = try answer("POST", path, form: "undo=all")
    #expect(try Ledger.nos(database) == ["1 all all complaint provider"])
    let page = try answer("GET", "/preferences/\(try Site.token(1))").text
    #expect(page.contains("name=\"all\" value=\"on\" disabled"))
  }

  /// The ticks of the preference page at these channels.
  private func channels(_ isTicked: (Channel) -> Bool) -> String {
    Channel.allCases.filter(isTicked).map { "\($0.rawValue)=on" }.joined(separator: "&")
  }

  @Test func preferencesTurnTopicsAndChannelsOffAndOnAgainREQ465() throws {
    let path = "/preferences/\(try Site.token(1))"
    let off = try answer("POST", path, form: "save=1&topic=on&all=on&\(channels { $0 != .sms })")
    #expect(off.text.contains("Your choices are saved."))
    #expect(
      try Ledger.nos(database) == ["1 all subject course1 opt_out user_settings", "1 sms all opt_out user_settings"])
    #expect(try database.value("select status from rekindle.message_deliveries where id = 4") == "skipped")
    #expect(try database.value("select status from rekindle.message_deliveries where id = 3") == "scheduled")
    let page = try answer("GET", path).text
    #expect(page.contains("name=\"sms\" value=\"on\"><span>"))
    #expect(page.contains("name=\"email\" value=\"on\" checked><span>"))
    _ = try answer(
      "POST", path, form: "save=1&subject=on&topic=on&all=on&\(channels { _ in true })")
    #expect(try Ledger.nos(database).isEmpty)
  }

  @Test func onlyChannelsThatAreWrittenOnAreOfferedAndThoseThatAreOff() throws {
    let path = "/preferences/\(try Site.token(1))"
    let page = try answer("GET", path).text
    let offered = { (page: String) in
      Set(Channel.allCases.filter { page.contains("type=\"checkbox\" name=\"\($0.rawValue)\"") })
    }
    #expect(offered(page) == [.email, .sms])
    try database.run(
      """
      insert into rekindle.suppressions (user_id, channel, scope, reason, source, opt_outs, created_at)
      values (1, 'whatsapp', 'all', 'opt_out', 'user_settings', 1, '2026-11-01')
      """)
    #expect(try offered(answer("GET", path).text) == [.email, .sms, .whatsapp])
    _ = try answer("POST", path, form: "save=1&subject=on&topic=on&all=on&email=on&sms=on")
    #expect(try Ledger.nos(database) == ["1 whatsapp all opt_out user_settings"], "what is not shown is not changed")
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
