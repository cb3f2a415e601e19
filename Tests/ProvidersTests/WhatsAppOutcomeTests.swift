import Channels
import Domain
import Testing

@Suite struct WhatsAppOutcomeTests {
  private func answer(_ status: Int, _ body: String, headers: String = "") -> Observation {
    .answered(Observation.Answer(status: status, headers: Array(headers.utf8), body: Array(body.utf8)))
  }

  private func error(_ code: Int, isTransient: Bool? = nil) -> String {
    let transient = isTransient.map { #","is_transient":\#($0)"# } ?? ""
    return #"{"error":{"message":"(#\#(code)) bad +14155550123","type":"OAuthException","code":\#(code)\#(transient)}}"#
  }

  private func meta(_ status: Int, _ body: String, headers: String = "") throws -> SendOutcome {
    try Samples.meta().outcome(of: answer(status, body, headers: headers), now: Samples.now)
  }

  @Test(arguments: [
    (131026, FailureEffect.deadAddress), (131021, .deadAddress), (131030, .deadAddress), (131050, .optedOut),
    (131047, .none), (131049, .none), (130472, .none), (132005, .none), (132007, .none), (100, .none),
    (132015, .templatePaused), (132016, .templateDisabled), (132000, .templateRejected), (132001, .templateRejected),
    (132012, .templateRejected), (190, .tripsBreaker), (10, .tripsBreaker), (200, .tripsBreaker), (299, .tripsBreaker),
    (368, .tripsBreaker), (131031, .tripsBreaker), (131042, .tripsBreaker),
  ])
  func metasCodeSaysWhatARefusalMeans(code: Int, effect: FailureEffect) throws {
    #expect(
      try meta(400, error(code)) == .failed(code: "meta_\(code)", effect: effect, detail: "#\(code) bad …"))
  }

  @Test(
    arguments: [
      (130429, nil), (80007, nil), (131016, nil), (131056, Instant.Span.seconds(64)), (131048, .hours(1)),
    ] as [(Int, Instant.Span?)])
  func metasPassingFaultsAreTriedAgainAndNotTooSoon(code: Int, wait: Instant.Span?) throws {
    #expect(try meta(400, error(code)) == .rejected(retryAfter: wait, code: "meta_\(code)"))
    #expect(
      try meta(429, error(code), headers: "Retry-After: 7\r\n")
        == .rejected(retryAfter: .seconds(7), code: "meta_\(code)"))
  }

  @Test func whatMetaCallsPassingIsAndWhatIsUnknownGoesByItsStatus() throws {
    #expect(try meta(400, error(999_999, isTransient: true)) == .rejected(retryAfter: nil, code: "meta_999999"))
    #expect(try meta(400, error(999_999)) == .failed(code: "http_400", effect: .none, detail: nil))
    #expect(try meta(500, error(999_999)) == .ambiguous(code: "http_500"))
    #expect(try meta(500, error(131000)) == .rejected(retryAfter: nil, code: "meta_131000"))
    #expect(try meta(502, "<html>") == .ambiguous(code: "http_502"))
    #expect(try meta(401, "") == .failed(code: "http_401", effect: .tripsBreaker, detail: nil))
  }

  @Test func metasIdIsTakenFromItsAnswer() throws {
    let body =
      #"{"messaging_product":"whatsapp","contacts":[{"input":"1","wa_id":"1"}],"messages":[{"id":"wamid.HBg=","message_status":"accepted"}]}"#
    #expect(try meta(200, body) == .accepted(providerMessageID: "wamid.HBg="))
    #expect(try meta(200, "cut off") == .accepted(providerMessageID: nil))
  }

  @Test(arguments: [
    (63024, FailureEffect.deadAddress), (63033, .optedOut), (63016, .none), (63041, .templatePaused),
    (63042, .templateDisabled), (63027, .templateRejected), (63028, .templateRejected), (21655, .templateRejected),
    (63007, .tripsBreaker), (63049, .none),
  ])
  func twiliosCodeSaysWhatARefusalOfWhatsAppMeans(code: Int, effect: FailureEffect) throws {
    let outcome = try Samples.twilioWhatsApp().outcome(
      of: answer(400, #"{"code":\#(code),"message":"bad","status":400}"#), now: Samples.now)
    #expect(outcome == .failed(code: "twilio_\(code)", effect: effect, detail: "bad"))
  }

  @Test(arguments: [
    (201, #"{"result":true,"message":"Message queued","id":"a-b"}"#, SendOutcome.accepted(providerMessageID: "a-b")),
    (
      400, #"{"result":false,"message":"Customer has not messaged within last 24 hours"}"#,
      .failed(
        code: "interakt_no_conversation", effect: .none, detail: "Customer has not messaged within last 24 hours")
    ),
    (
      400, #"{"result":false,"message":"Template not found"}"#,
      .failed(code: "interakt_no_template", effect: .templateRejected, detail: "Template not found")
    ),
    (
      400, #"{"result":false,"message":"Invalid phone number"}"#,
      .failed(code: "interakt_bad_number", effect: .deadAddress, detail: "Invalid phone number")
    ),
    (
      200, #"{"result":false,"message":"No"}"#,
      .failed(code: "interakt_refused", effect: .none, detail: "No")
    ),
    (
      401, #"{"message":"Invalid token"}"#,
      .failed(code: "interakt_unauthorized", effect: .tripsBreaker, detail: "Invalid token")
    ),
    (429, #"{"message":"Rate limit exceeded"}"#, .rejected(retryAfter: nil, code: "http_429")),
    (500, "", .ambiguous(code: "http_500")),
  ])
  func interaktsWordsSayWhatAnAnswerMeans(status: Int, body: String, outcome: SendOutcome) throws {
    #expect(try Samples.interakt().outcome(of: answer(status, body), now: Samples.now) == outcome)
  }

  @Test(arguments: [
    (Observation.notSent(.connect), SendOutcome.rejected(retryAfter: nil, code: "connect")),
    (.interrupted(.timeout), .ambiguous(code: "timeout")), (.tooLate, .notAttempted),
  ])
  func whatTheWireSaysIsEqualForAllOfThem(observation: Observation, outcome: SendOutcome) throws {
    #expect(try Samples.meta().outcome(of: observation, now: Samples.now) == outcome)
    #expect(try Samples.interakt().outcome(of: observation, now: Samples.now) == outcome)
    #expect(try Samples.twilioWhatsApp().outcome(of: observation, now: Samples.now) == outcome)
  }
}
