import Domain
import FunctionContract
import FunctionShell
import JSON
import TestKit
import Testing

@testable import unsubscribe

/// WhatsApp on the preference page: nobody is written to there who did not say yes in words that they read (X-65).
@Suite(.database) struct PreferenceConsentTests {
  let database: TestDatabase

  init() throws {
    database = try Ledger.database()
    try database.run(
      """
      alter table rekindle.campaign_versions disable trigger all;
      update rekindle.campaign_versions set definition = jsonb_set(definition, '{steps,1,channels}', '["sms", "email", "whatsapp"]')
      """)
  }

  private func answer(
    _ method: String, _ form: String? = nil, headers: [String: String] = [:], at now: Instant = Ledger.now
  ) throws -> HTTPResponse {
    var handler = try Unsubscribe(environment: Environment(Site.environment(database, role: "rekindle_unsubscribe")))
    let path = "/preferences/\(try Site.token(1))"
    return try handler.handle(Site.invocation(method, path, form: form, headers: headers, at: now)).answer
  }

  private func isReached() throws -> Bool {
    try database.count("select count(*) from rekindle.addresses where user_id = 1 and channel = 'whatsapp'") == 1
  }

  private static let all = "save=1&subject=on&topic=on&all=on&email=on&sms=on"
  private static let words =
    "Yes, Academy may write to me on WhatsApp, at the number of my account. I can take this back here at any time, or by replying STOP."

  /// Holds REQ-4-66, X-65.
  @Test func aTickAgreesInTheWordsThatStandBesideItAndTakingItAwayTakesThemBack() throws {
    let page = try answer("GET").text
    #expect(page.contains(#"name="whatsapp" value="on"><span>WhatsApp<small>\#(Self.words)</small>"#), "\(page)")
    _ = try answer("POST", Self.all)
    #expect(try database.count("select count(*) from rekindle.consents") == 0, "who leaves it alone says nothing")
    #expect(try !isReached())

    let saved = try answer("POST", Self.all + "&whatsapp=on").text
    #expect(saved.contains(#"name="whatsapp" value="on" checked>"#))
    #expect(try isReached())
    _ = try answer("POST", Self.all + "&whatsapp=on", at: Ledger.now + .minutes(1))
    _ = try answer("POST", Self.all, at: Ledger.now + .minutes(2))
    #expect(try !isReached())
    #expect(try Ledger.nos(database) == ["1 whatsapp all opt_out user_settings"])
    #expect(
      try database.rows(
        "select user_id, channel, is_granted, source, words, extract(epoch from given_at)::bigint from rekindle.consents order by given_at"
      )
        == [
          ["1", "whatsapp", "t", "user_settings", Self.words, "\(Ledger.now.seconds)"],
          ["1", "whatsapp", "f", "user_settings", Self.words, "\(Ledger.now.seconds + 120)"],
        ])
    _ = try answer("POST", Self.all + "&whatsapp=on", at: Ledger.now + .minutes(3))
    #expect(try isReached() && Ledger.nos(database).isEmpty)
  }

  @Test func anAgreementFromElsewhereIsTickedAndABounceCannotBeTickedAway() throws {
    try database.run(
      "insert into rekindle.consents values (1, 'whatsapp', true, 'signup_form', '2026-11-01', 'Yes')")
    #expect(try answer("GET").text.contains(#"name="whatsapp" value="on" checked>"#))
    try database.run(
      """
      insert into rekindle.suppressions (user_id, channel, scope, reason, source, opt_outs, created_at)
      values (1, 'whatsapp', 'all', 'complaint', 'provider', 1, '2026-11-02')
      """)
    #expect(try answer("GET").text.contains(#"name="whatsapp" value="on" disabled>"#))
    _ = try answer("POST", Self.all + "&whatsapp=on")
    #expect(try database.count("select count(*) from rekindle.consents") == 1)
  }

  @Test func aProgramIsToldWhatATickAgreesTo() throws {
    let switches = try answer("GET", headers: ["accept": "application/json"]).document["switches"]?.array
    let whatsApp = switches?.first { $0["field"] == "whatsapp" }
    #expect(whatsApp?["on"] == false && whatsApp?["agreement"]?.string == Self.words)
    #expect(switches?.first { $0["field"] == "email" }?["agreement"] == .null)
  }
}
