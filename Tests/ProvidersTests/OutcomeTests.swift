import Channels
import Domain
import JSON
import Testing

/// How answers and silence are read (docs/correctness.md, docs/providers).
@Suite struct OutcomeTests {
  private let now = Instant(seconds: 784_111_777)  // Sun, 06 Nov 1994 08:49:37 GMT

  private func sendGrid(_ observation: Observation) throws -> SendOutcome {
    try Samples.sendGrid().outcome(of: observation, now: now)
  }

  private func twilio(_ observation: Observation) throws -> SendOutcome {
    try Samples.twilio(baseURL: "https://api.twilio.com").outcome(of: observation, now: now)
  }

  private func smtp(_ observation: Observation) throws -> SendOutcome {
    try Samples.smtp().outcome(of: observation, now: now)
  }

  private func answer(_ status: Int, _ headers: String = "", _ body: String = "") -> Observation {
    .answered(
      .init(status: status, headers: Array("HTTP/1.1 \(status)\r\n\(headers)\r\n".utf8), body: Array(body.utf8)))
  }

  @Test(arguments: [
    (200, SendOutcome.accepted(providerMessageID: nil)), (202, .accepted(providerMessageID: nil)),
    (302, .failed(code: "http_302", effect: .tripsBreaker, detail: nil)),
    (400, .failed(code: "http_400", effect: .none, detail: nil)),
    (401, .failed(code: "http_401", effect: .tripsBreaker, detail: nil)),
    (403, .failed(code: "http_403", effect: .tripsBreaker, detail: nil)),
    (404, .failed(code: "http_404", effect: .none, detail: nil)), (408, .rejected(retryAfter: nil, code: "http_408")),
    (413, .failed(code: "http_413", effect: .none, detail: nil)),
    (422, .failed(code: "http_422", effect: .none, detail: nil)), (425, .rejected(retryAfter: nil, code: "http_425")),
    (429, .rejected(retryAfter: nil, code: "http_429")), (500, .ambiguous(code: "http_500")),
    (502, .ambiguous(code: "http_502")), (503, .ambiguous(code: "http_503")), (504, .ambiguous(code: "http_504")),
    (599, .ambiguous(code: "http_599")),
  ])
  func aBareStatusDecidesAlikeForEveryProviderOverHTTP(status: Int, outcome: SendOutcome) throws {
    #expect(try sendGrid(answer(status)) == outcome)
    #expect(try twilio(answer(status)) == outcome)
    #expect(try twilio(answer(status, "", "<html>busy</html>")) == outcome)
  }

  @Test func no2xxFailsNo5xxIsCertainWithoutAWaitWhateverTheRestOfTheAnswerIs() throws {
    var random = Seeded(3)
    for status in 100...599 {
      for _ in 0..<20 {
        let body = (0..<Int.random(in: 0...80, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
        let observation = Observation.answered(
          .init(status: status, headers: body, body: body, isComplete: Bool.random(using: &random)))
        for outcome in [try sendGrid(observation), try twilio(observation), try smtp(observation)] {
          if case .accepted = outcome { #expect((200..<300).contains(status)) }
          if (200..<300).contains(status) { #expect(outcome.code == nil) }
        }
        if status >= 500 { #expect(try sendGrid(observation) == .ambiguous(code: "http_\(status)")) }
      }
    }
  }

  @Test(arguments: [
    (Observation.notSent(.dns), SendOutcome.rejected(retryAfter: nil, code: "dns")),
    (.notSent(.connect), .rejected(retryAfter: nil, code: "connect")),
    (.notSent(.tls), .rejected(retryAfter: nil, code: "tls")),
    (.notSent(.timeout), .rejected(retryAfter: nil, code: "timeout")),
    (.interrupted(.reset), .ambiguous(code: "reset")), (.interrupted(.timeout), .ambiguous(code: "timeout")),
    (.interrupted(.protocolFault), .ambiguous(code: "protocol")), (.tooLate, .notAttempted),
    (.refused(.malformedRequest), .failed(code: "malformed_request", effect: .none, detail: nil)),
    (.refused(.loginNotOffered), .failed(code: "login_not_offered", effect: .tripsBreaker, detail: nil)),
  ])
  func silenceDecidesByWhatHadBeenWritten(observation: Observation, outcome: SendOutcome) throws {
    #expect(try sendGrid(observation) == outcome)
    #expect(try twilio(observation) == outcome)
    #expect(try smtp(observation) == outcome)
  }

  @Test(arguments: [
    ("Retry-After: 120\r\n", 120), ("retry-after:7\r\n", 7), ("RETRY-AFTER:   0  \r\n", 0),
    ("Retry-After: 3600\r\n", 3600), ("Retry-After: 3601\r\n", 3600), ("Retry-After: 99999999999999999999\r\n", 3600),
    ("Retry-After: Sun, 06 Nov 1994 08:50:37 GMT\r\n", 60), ("Retry-After: Sun, 06 Nov 1994 08:00:00 GMT\r\n", 0),
    ("Retry-After: Mon, 06 Nov 2034 08:49:37 GMT\r\n", 3600), ("X-RateLimit-Reset: 784111807\r\n", 30),
    ("X-RateLimit-Reset: 1\r\n", 0), ("Retry-After: soon\r\nX-RateLimit-Reset: 784111780\r\n", 3),
    ("Retry-After: 1\r\nRetry-After: 9\r\n", 9),
  ])
  func aWaitIsHonouredUpToAnHour(headers: String, seconds: Int) throws {
    for status in [429, 503] {
      let expected = SendOutcome.rejected(retryAfter: .seconds(seconds), code: "http_\(status)")
      #expect(try sendGrid(answer(status, headers)) == expected)
      #expect(try twilio(answer(status, headers)) == expected)
    }
  }

  @Test(arguments: [
    "Retry-After: -5\r\n", "Retry-After: soon\r\n", "Retry-After:\r\n", "Retry-After: 1.5\r\n", "Retry-After: 0x10\r\n",
    "Retry-After: Sun, 99 Nov 1994 08:49:37 GMT\r\n", "Retry-After: ٣\r\n", "X-Retry-After: 5\r\n", "",
  ])
  func aWaitThatCannotBeReadIsNone(headers: String) throws {
    #expect(try sendGrid(answer(429, headers)) == .rejected(retryAfter: nil, code: "http_429"))
    #expect(try sendGrid(answer(503, headers)) == .ambiguous(code: "http_503"))
  }

  @Test func sendGridsMessageIdIsTakenFromItsHeader() throws {
    #expect(try sendGrid(answer(202, "X-Message-Id: AbC_1-2 \r\n")) == .accepted(providerMessageID: "AbC_1-2"))
  }

  @Test func aProvidersTextLosesAddressesAndNumbersBeforeItIsKept() throws {
    let body =
      #"{"errors":[{"message":"maya@learner.example (or \"Maya\" <maya@learner.example>, +14155550123) is bad","field":"personalizations.0.to"}]}"#
    guard case .failed(_, _, let detail) = try sendGrid(answer(400, "", body)) else {
      Issue.record("no failure")
      return
    }
    #expect(detail == "personalizations.0.to: … or Maya … … is bad")
    let long = #"{"errors":[{"message":"\#(String(repeating: "word ", count: 400))"}]}"#
    guard case .failed(_, _, let short) = try sendGrid(answer(400, "", long)) else { return }
    #expect((short ?? "").utf8.count <= 200)
  }

  @Test(arguments: [
    (21610, FailureEffect.optedOut), (63033, .optedOut), (21211, .deadAddress), (21614, .deadAddress),
    (21617, .none), (21612, .none), (30450, .none), (21408, .tripsBreaker), (21606, .tripsBreaker),
    (20003, .tripsBreaker),
  ])
  func twiliosCodeSaysWhatARefusalMeans(code: Int, effect: FailureEffect) throws {
    let body = #"{"code":\#(code),"message":"The number +14155550123 is bad","more_info":"x","status":400}"#
    #expect(
      try twilio(answer(400, "", body))
        == .failed(code: "twilio_\(code)", effect: effect, detail: "The number … is bad"))
  }

  @Test func twiliosPassingFaultsAreTriedAgainItsInternalOnesAreNot() throws {
    #expect(
      try twilio(answer(429, "", #"{"code":20429}"#)) == .rejected(retryAfter: nil, code: "twilio_20429"))
    #expect(
      try twilio(answer(400, "", #"{"code":21611}"#)) == .rejected(retryAfter: nil, code: "twilio_21611"))
    #expect(
      try twilio(answer(503, "", #"{"code":20503}"#)) == .rejected(retryAfter: nil, code: "twilio_20503"))
    #expect(try twilio(answer(500, "", #"{"code":20500}"#)) == .ambiguous(code: "http_500"))
    #expect(try twilio(answer(502, "", #"{"code":20429}"#)) == .ambiguous(code: "http_502"))
    #expect(
      try twilio(answer(400, "", #"{"code":99999}"#)) == .failed(code: "http_400", effect: .none, detail: nil))
    #expect(try twilio(answer(201, "", #"{"sid":"SM1"}"#)) == .accepted(providerMessageID: "SM1"))
    #expect(try twilio(answer(201, "", "<html>")) == .accepted(providerMessageID: nil))
  }

  @Test(arguments: [
    ("250 2.0.0 Ok: queued as 4XyZ12", SendOutcome.accepted(providerMessageID: "4XyZ12")),
    ("250 OK id=1tABC-0001-XY", .accepted(providerMessageID: "1tABC-0001-XY")),
    ("250 ok", .accepted(providerMessageID: nil)),
    ("421 4.7.0 busy", .rejected(retryAfter: nil, code: "smtp_421_4.7.0")),
    ("452 4.2.2 full", .rejected(retryAfter: nil, code: "smtp_452_4.2.2")),
    ("550 5.1.1 gone", .failed(code: "smtp_550_5.1.1", effect: .deadAddress, detail: "550 5.1.1 gone")),
    ("550 5.1.10 gone", .failed(code: "smtp_550_5.1.10", effect: .deadAddress, detail: "550 5.1.10 gone")),
    ("552 5.2.2 full", .failed(code: "smtp_552_5.2.2", effect: .none, detail: "552 5.2.2 full")),
    ("550 5.7.1 spam", .failed(code: "smtp_550_5.7.1", effect: .none, detail: "550 5.7.1 spam")),
    ("550 no such user", .failed(code: "smtp_550", effect: .none, detail: "550 no such user")),
    ("535 5.7.8 bad", .failed(code: "smtp_535_5.7.8", effect: .tripsBreaker, detail: "535 5.7.8 bad")),
    ("530 login first", .failed(code: "smtp_530", effect: .tripsBreaker, detail: "530 login first")),
    ("354 go on", .ambiguous(code: "smtp_354")),
  ])
  func aRelaysReplyDecidesByItsCodes(line: String, outcome: SendOutcome) throws {
    let status = Int(line.prefix(3)) ?? 0
    #expect(try smtp(.answered(.init(status: status, body: Array("\(line)\r\n".utf8)))) == outcome)
  }
}
