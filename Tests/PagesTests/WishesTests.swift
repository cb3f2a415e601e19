import Domain
import FunctionContract
import FunctionShell
import JSON
import TestKit
import Testing

@testable import unsubscribe

/// The page behind every message: why it came, and what its learner wishes from then on.
@Suite(.database) struct WishesTests {
  static let on = "save=1&subject=on&topic=on&all=on&email=on&sms=on"
  let database: TestDatabase

  init() throws { database = try Ledger.database() }

  func answer(
    _ method: String = "POST", _ form: String? = nil, headers: [String: String] = [:], at now: Instant = Ledger.now
  ) throws -> HTTPResponse {
    var handler = try Unsubscribe(environment: Environment(Site.environment(database, role: "rekindle_unsubscribe")))
    let path = "/preferences/\(try Site.token(1))"
    return try handler.handle(Site.invocation(method, path, form: form, headers: headers, at: now)).answer
  }

  private func wishes() throws -> [String?] {
    try database.rows(
      "select user_id, snoozed_until at time zone 'UTC', is_weekly, from_minute, to_minute, hour from rekindle.wishes"
    ).first ?? []
  }

  private func statuses() throws -> String? {
    try database.value(
      "select string_agg(status || coalesce(' ' || reason, ''), ', ' order by id) from rekindle.message_deliveries where user_id = 1"
    )
  }

  @Test func thePageSaysWhyTheMessageCameAndWhenTheNextMay() throws {
    try database.run(
      """
      alter table rekindle.campaign_versions disable trigger all;
      update rekindle.campaign_versions set definition = jsonb_set(definition, '{enter,inactive_days}', '7')
      """)
    let page = try answer("GET").text
    #expect(page.contains("because you had not been active for 7 days (“Stroke &lt;care&gt; &amp; more”)"), "\(page)")
    #expect(page.contains("We wrote to you on 20 November 2026"))
    #expect(page.contains("The next message can come on 1 December 2026 at the earliest."))
    try database.run(
      "update rekindle.campaign_enrollments set status = 'expired', end_reason = 'used_up', ended_at = '2026-11-21', next_due_at = null"
    )
    #expect(try answer("GET").text.contains("No further message is planned for you."))
  }

  @Test(arguments: [
    (#"{"before": {"anchor": "starts_at", "span": 1}}"#, "because a date was near"),
    (#"{"after": {"anchor": "ends_at", "span": 1}}"#, "because something had happened"),
    (#"{"after": 3600}"#, "because you take part"),
  ])
  func theReasonIsTheStepsOwn(_ timing: String, _ words: String) throws {
    try database.run(
      """
      alter table rekindle.campaign_versions disable trigger all;
      update rekindle.campaign_versions set definition = jsonb_set(definition, '{steps,0}', '\(timing)')
      """)
    let page = try answer("GET").text
    #expect(page.contains(words), "\(page)")
  }

  @Test func whatIsWishedIsKeptShownAndTakenBackByOneButton() throws {
    let wish = "until=2026-12-24&weekly=on&from=8&to=12&hour=9"
    let saved = try answer("POST", Self.on + "&" + wish).text
    #expect(try wishes() == ["1", "2026-12-24 00:00:00", "t", "480", "720", "9"])
    #expect(saved.contains(#"value="2026-12-24""#) && saved.contains("Paused until 24 December 2026."))
    #expect(saved.contains(#"name="weekly" value="on" checked>"#))
    #expect(saved.contains(#"<option value="8" selected>08:00</option>"#))
    #expect(saved.contains("The next message can come on 24 December 2026 at the earliest."))
    #expect(try Ledger.nos(database).isEmpty)

    let undone = try answer("POST", "undo=1&until=&from=&to=&hour=").text
    #expect(saved.contains(#"<button type="submit" name="undo" value="1" class="second">Undo</button>"#))
    #expect(try wishes() == ["1", nil, "f", nil, nil, nil])
    #expect(!undone.contains("Undo</button>") && undone.contains("at the earliest"))
    #expect(try Ledger.nos(database).isEmpty, "what is ticked stays as it is")
  }

  @Test func whoSavesWithoutTheFieldsWishesNothingNew() throws {
    _ = try answer("POST", Self.on + "&until=2026-12-24")
    _ = try answer("POST", Self.on)
    #expect(try wishes()[1] == "2026-12-24 00:00:00")
  }

  @Test(arguments: [
    "until=2026-02-30", "until=tomorrow", "until=&from=12&to=12", "until=&from=17&to=8", "until=&from=24",
    "until=&hour=-1",
    "until=2026-12-24'%20or%201", "until=&to=0",
  ])
  func whatNobodyCanChooseChangesNothing(_ form: String) throws {
    let answer = try answer("POST", "save=1&" + form)
    #expect(try answer.status == 400 && wishes().isEmpty)
    #expect(try Ledger.nos(database).isEmpty)
  }

  @Test func aPauseIsAYearAtMostAndADayThatHasPassedIsNone() throws {
    _ = try answer("POST", Self.on + "&until=2099-01-01")
    #expect(try wishes()[1] == "2027-11-22 10:00:00")
    _ = try answer("POST", Self.on + "&until=2026-11-01")
    #expect(try wishes()[1] == nil)
  }

  @Test func aDayBeginsWhereTheLearnerLives() throws {
    try database.run("update lms.users set timezone = 'Asia/Tokyo' where user_id = 1")
    _ = try answer("POST", Self.on + "&until=2026-12-24")
    #expect(try wishes()[1] == "2026-12-23 15:00:00")
    #expect(try answer("GET").text.contains(#"value="2026-12-24""#))
  }

  @Test func oneAWeekTakesBackWhatIsReservedBehindWhatWent() throws {
    _ = try answer("POST", Self.on + "&until=&weekly=on")
    #expect(
      try statuses() == "sent, skipped wished_week, skipped wished_week, skipped wished_week", "one went yesterday")
  }

  @Test func oneAWeekLeavesTheFirstOfWhatIsReservedWhereNoneWent() throws {
    try database.run(
      """
      update rekindle.message_deliveries set sent_at = '2026-11-10' where id = 1;
      update rekindle.message_deliveries set expires_at = '2026-11-25' where id = 3
      """)
    _ = try answer("POST", Self.on + "&until=&weekly=on")
    #expect(try statuses() == "sent, skipped wished_week, scheduled, skipped wished_week")
  }

  @Test func whoWishesLessIsLookedAtAgainAtOnce() throws {
    _ = try answer("POST", Self.on + "&until=2026-12-24")
    try database.run(
      """
      update rekindle.campaign_enrollments set defer_reason = 'snoozed', next_due_at = '2026-12-24' where id = 1;
      update rekindle.message_deliveries set not_before = '2026-12-24', attention_at = '2026-12-24' where id = 2
      """)
    _ = try answer("POST", "undo=1&until=&from=&to=&hour=")
    let now = Ledger.now.rfc3339
    #expect(try database.count("select count(*) from rekindle.campaign_enrollments where next_due_at = '\(now)'") == 1)
    #expect(
      try database.count(
        "select count(*) from rekindle.message_deliveries where id = 2 and not_before = '\(now)' and attention_at = '\(now)'"
      )
        == 1)
  }

  @Test func anotherLearnersWishesStayTheirs() throws {
    _ = try answer("POST", Self.on + "&until=2026-12-24&weekly=on")
    #expect(try database.count("select count(*) from rekindle.wishes where user_id <> 1") == 0)
    #expect(try database.value("select status from rekindle.message_deliveries where id = 5") == "sent")
  }

  @Test func anExportTellsWishesAndHoursAndErasingForgetsThem() throws {
    _ = try answer("POST", Self.on + "&until=2026-12-24&weekly=on&from=8&to=12&hour=9")
    try database.run("insert into rekindle.learning_hours values (1, '{19,20}', '2026-11-20')")
    let export = try database.value("select rekindle.export_learner(1)")
    let known = try JSON.parse(export ?? "")
    #expect(known["wishes"]?["is_weekly"] == true && known["wishes"]?["from_minute"] == 480)
    #expect(known["learning_hours"]?["hours"] == [19, 20])
    _ = try database.rows("select rekindle.erase_learner(1, '\(Ledger.now.rfc3339)')")
    #expect(
      try database.count(
        "select (select count(*) from rekindle.wishes) + (select count(*) from rekindle.learning_hours)") == 0)
  }

  @Test(
    arguments: [
      (nil, nil, "en"), ("de-AT", nil, "de"), ("de_DE.UTF-8", "en", "de"), (nil, "de", "de"),
      (nil, "fr, de;q=0.8, en;q=0.5", "de"), (nil, "de;q=0, en", "en"), ("en-GB", "de", "en"),
      ("tlh", "de-CH;q=0.9", "de"),
      (nil, "*;q=x,;,", "en"),
    ] as [(String?, String?, String)])
  func pagesSpeakTheLearnersLanguageElseTheBrowsers(_ locale: String?, _ accepted: String?, _ tag: String) throws {
    if let locale { try database.run("update lms.users set locale = '\(locale)'") }
    let headers = accepted.map { ["accept-language": $0] } ?? [:]
    for path in ["preferences", "unsubscribe", "unsubscribe/all"] {
      var handler = try Unsubscribe(environment: Environment(Site.environment(database, role: "rekindle_unsubscribe")))
      let answer = try handler.handle(
        Site.invocation("GET", "/\(path)/\(try Site.token(1))", headers: headers)
      ).answer
      #expect(answer.text.contains("<html lang=\"\(tag)\">"), "\(path)")
      #expect(answer.headers["vary"]?.contains("accept-language") == true)
    }
  }

  @Test func thePageSaysWhatIsKeptAndLetsNobodyWithTheLinkReadIt() throws {
    let page = try answer("GET").text
    #expect(page.contains("<h2>What we hold about you</h2>") && page.contains("please write to Academy"))
    #expect(!page.contains("Send me the link"), "no campaign sends one")
    for value in ["canary", Ledger.phone, "Sepsis"] { #expect(!page.contains(value)) }
  }

  @Test func aGermanPageIsGermanThroughout() throws {
    try database.run("update lms.users set locale = 'de' where user_id = 1")
    let page = try answer("GET").text
    #expect(page.contains("am 20. November 2026") && page.contains("frühestens am 1. Dezember 2026"), "\(page)")
    for english in ["Save", "message", "reminders", "Any time", "What about"] { #expect(!page.contains(english)) }
    let refused = try answer("POST", "save=1&until=x", headers: ["accept-language": "de"])
    #expect(refused.text.contains("Diese Auswahl kennen wir nicht"))
  }
}
