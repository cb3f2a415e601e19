import Domain
import FunctionContract
import FunctionShell
import TestKit
import Testing

@testable import campaign_admin

/// What an administrator may do over HTTP, under the role that the handler has.
@Suite(.database) struct CampaignAdminTests {
  let database: TestDatabase

  init() throws { database = try Ledger.database() }

  private func lift(
    _ form: String, of learner: Int = 1, key: String = "secret", keys: String = "secret", at now: Instant = Ledger.now
  ) throws -> HTTPResponse {
    var handler = try CampaignAdmin(
      environment: Environment(Site.environment(database, role: "rekindle_admin", ["ADMIN_KEYS": keys])))
    let headers = ["authorization": "Bearer \(key)", "content-type": "application/x-www-form-urlencoded"]
    return try handler.handle(
      Site.invocation("POST", "/admin/learners/\(learner)/lift", form: form, headers: headers, at: now)
    ).answer
  }

  private func report(_ kind: String, at time: String, received: String? = nil) throws {
    try database.run(
      """
      select rekindle.merge_events('sendgrid', '{1}', '{\(kind)}', '{\(time)}', '{""}', '{f}', '{null}', '\(received ?? time)')
      """)
  }

  @Test func aBounceIsLiftedWithItsReasonAndAnOldReportDoesNotBringItBack() throws {
    try report("hard_bounce", at: "2026-11-21T09:00Z")
    #expect(try Ledger.nos(database) == ["1 email all bounce provider"])
    let answer = try lift("reason=The+mailbox+is++back")
    #expect(answer.status == 200)
    #expect(answer.text == #"{"lifted":1}"#)
    #expect(try Ledger.nos(database).isEmpty)
    #expect(try database.value("select lift_note from rekindle.suppressions") == "The mailbox is back")
    try report("hard_bounce", at: "2026-11-21T09:30Z", received: "2026-11-22T09:00Z")
    #expect(try Ledger.nos(database).isEmpty, "said before")
    try report("hard_bounce", at: "2026-11-23T09:00Z")
    #expect(try Ledger.nos(database) == ["1 email all bounce provider"])
    #expect(try database.value("select lift_note from rekindle.suppressions") == nil)
  }

  @Test func whatABounceEndedOpensAgain() throws {
    try report("hard_bounce", at: "2026-11-21T09:00Z")
    try database.run(
      """
      update rekindle.campaign_enrollments set status = 'suppressed', end_reason = 'bounced', ended_at = '2026-11-21',
        next_due_at = null where id = 1
      """)
    _ = try lift("reason=new+mailbox&cause=bounce&channel=email")
    #expect(try database.value("select status from rekindle.campaign_enrollments where id = 1") == "active")
  }

  @Test func whatALearnerSaidIsTheirsToTakeBack() throws {
    try report("complaint", at: "2026-11-21T09:00Z")
    for cause in ["complaint", "opt_out", "anything"] {
      #expect(try lift("reason=they+asked+me&cause=\(cause)").status == 400)
    }
    #expect(try lift("reason=they+asked+me").text == #"{"lifted":0}"#)
    #expect(try Ledger.nos(database) == ["1 all all complaint provider"])
  }

  @Test(arguments: ["", "reason=", "reason=++", "reason=ok", "reason=" + String(repeating: "x", count: 201)])
  func withoutAReasonNothingIsLifted(_ form: String) throws {
    try report("hard_bounce", at: "2026-11-21T09:00Z")
    let answer = try lift(form)
    #expect(answer.status == 400)
    #expect(answer.text.contains("add reason="))
    #expect(try Ledger.nos(database).count == 1)
  }

  @Test func anotherChannelOrLearnerStaysAsItIs() throws {
    try report("hard_bounce", at: "2026-11-21T09:00Z")
    #expect(try lift("reason=new+number&channel=sms").text == #"{"lifted":0}"#)
    #expect(try lift("reason=new+mailbox", of: 2).text == #"{"lifted":0}"#)
    #expect(try lift("reason=new+mailbox&channel=fax").status == 400)
    #expect(try Ledger.nos(database).count == 1)
  }

  private func consent(
    _ body: String, of learner: Int = 1, key: String = "secret", at now: Instant = Ledger.now
  ) throws -> HTTPResponse {
    var handler = try CampaignAdmin(
      environment: Environment(Site.environment(database, role: "rekindle_admin", ["ADMIN_KEYS": "secret"])))
    let headers = ["authorization": "Bearer \(key)", "content-type": "application/json"]
    return try handler.handle(
      Site.invocation("POST", "/api/learners/\(learner)/consents", form: body, headers: headers, at: now)
    ).answer
  }

  private static let yes =
    #"{"channel":"whatsapp","granted":true,"source":"signup_form","text":"Yes, on WhatsApp","given_at":"2026-11-20T09:30:00Z"}"#

  /// Holds REQ-4-66.
  @Test func aConsentIsRecordedOnceWithItsSourceItsWordsAndItsTime() throws {
    for _ in 0..<2 {
      let answer = try consent(Self.yes)
      #expect(answer.status == 200)
      #expect(answer.text == #"{"agreed":true,"channel":"whatsapp","user_id":1}"#)
    }
    #expect(
      try database.rows(
        "select user_id::text, is_granted::text, source, words, given_at::date::text from rekindle.consents")
        == [["1", "true", "signup_form", "Yes, on WhatsApp", "2026-11-20"]])
  }

  @Test func anOlderConsentDoesNotLiftALaterNo() throws {
    _ = try consent(Self.yes.replacing("true", with: "false").replacing("T09:30", with: "T10:30"))
    #expect(try consent(Self.yes).text.contains(#""agreed":false"#))
    #expect(try consent(Self.yes.replacing("true", with: "false")).text.contains(#""agreed":false"#))
    #expect(try consent(Self.yes).text.contains(#""agreed":false"#), "of two words of one moment the no holds")
    #expect(try consent(Self.yes.replacing("T09:30", with: "T11:30")).text.contains(#""agreed":true"#))
  }

  @Test(arguments: [
    ("whatsapp", "fax", "channel must be one of"), ("true", "1", "granted must be true or false"),
    ("signup_form", "", "source must say"), ("Yes, on WhatsApp", "", "text must be what was agreed to"),
    ("2026-11-20T09:30:00Z", "yesterday", "given_at must be a time"),
    ("2026-11-20T09:30:00Z", "2027-11-20T09:30:00Z", "given_at must be a time that has passed"),
    ("{", "", "the body is no JSON"),
  ])
  func aBodyThatDoesNotFitIsRefusedByTheNameOfTheField(old: String, new: String, words: String) throws {
    let answer = try consent(Self.yes.replacing(old, with: new))
    #expect(answer.status == 400)
    #expect(answer.text.contains(words))
    #expect(try consent(Self.yes, key: "guessed").status == 401)
    #expect(try database.count("select count(*) from rekindle.consents") == 0)
  }

  @Test func onlyAKeyOpensIt() throws {
    #expect(try lift("reason=new+mailbox", key: "guessed").status == 401)
    #expect(try lift("reason=new+mailbox", keys: "").status == 503)
  }
}
