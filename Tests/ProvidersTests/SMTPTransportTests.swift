import Channels
import Domain
import Testing
import Transport

@Suite(.enabled(if: HostileServer.isAvailable, Comment(rawValue: HostileServer.reason)))
struct SMTPTransportTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let behaviour: String
    var needsLogin = false
    let outcome: SendOutcome
    var testDescription: String { behaviour }
  }

  @Test(arguments: [
    Case(behaviour: "accepts", outcome: .accepted(providerMessageID: "4XyZ12")),
    Case(behaviour: "auth accepts", needsLogin: true, outcome: .accepted(providerMessageID: "4XyZ12")),
    Case(behaviour: "greeting 421", outcome: .rejected(retryAfter: nil, code: "protocol")),
    Case(behaviour: "greeting 554", outcome: .rejected(retryAfter: nil, code: "protocol")),
    Case(behaviour: "silent", outcome: .rejected(retryAfter: nil, code: "timeout")),
    Case(behaviour: "mail 451", outcome: .rejected(retryAfter: nil, code: "smtp_451_4.3.0")),
    Case(
      behaviour: "rcpt 550",
      outcome: .failed(code: "smtp_550_5.1.1", effect: .deadAddress, detail: "550 5.1.1 … no such user")),
    Case(behaviour: "rcpt close", outcome: .rejected(retryAfter: nil, code: "reset")),
    Case(behaviour: "data 451", outcome: .rejected(retryAfter: nil, code: "smtp_451_4.7.1")),
    Case(
      behaviour: "data 554", outcome: .failed(code: "smtp_554_5.7.1", effect: .none, detail: "554 5.7.1 spam")),
    Case(behaviour: "close after data", outcome: .ambiguous(code: "reset")),
    Case(behaviour: "silent after data", outcome: .ambiguous(code: "timeout")),
    Case(
      behaviour: "auth refused", needsLogin: true,
      outcome: .failed(code: "smtp_535_5.7.8", effect: .tripsBreaker, detail: "535 5.7.8 no")),
    Case(
      behaviour: "offers no login", needsLogin: true,
      outcome: .failed(code: "login_not_offered", effect: .tripsBreaker, detail: nil)),
  ])
  func aRelaysReplyBecomesTheOutcomeOfTheTable(example: Case) throws {
    let server = try HostileServer("smtp " + example.behaviour)
    let provider = try Samples.smtp(
      url: "smtp://127.0.0.1:\(server.port)", user: example.needsLogin ? "user" : nil)
    let observation = try send([provider.request(for: try Samples.email(), now: Samples.now)])[0]
    #expect(provider.outcome(of: observation, now: Samples.now) == example.outcome)
    let commands = server.stop()
    if example.behaviour == "offers no login" { #expect(!commands.contains { $0.contains("MAIL") }) }
  }

  /// RFC 5321 §4.1.1.4: a message without its last line is not the server's yet.
  @Test func aMessageThatWasCutOffBeforeItsEndWasNotTaken() throws {
    let server = try HostileServer("smtp close in data")
    let provider = try Samples.smtp(url: "smtp://127.0.0.1:\(server.port)")
    let long = try Samples.email(text: String(repeating: "A line of the message.\n", count: 400_000))
    let observation = try send([provider.request(for: long, now: Samples.now)])[0]
    guard case .rejected = provider.outcome(of: observation, now: Samples.now) else {
      Issue.record("\(observation)")
      return
    }
    _ = server.stop()
  }

  @Test func messagesToSeveralRecipientsShareOneSessionAndNeverAnEnvelope() throws {
    let server = try HostileServer("smtp accepts")
    let provider = try Samples.smtp(url: "smtp://127.0.0.1:\(server.port)")
    let requests = try (0..<5).map {
      provider.request(for: try Samples.email(to: "learner\($0)@learner.example"), now: Samples.now)
    }
    let observations = try send(requests, limits: TransferLimits(connectionsPerHost: 1))
    #expect(observations.count == 5)
    for observation in observations {
      #expect(provider.outcome(of: observation, now: Samples.now) == .accepted(providerMessageID: "4XyZ12"))
    }
    let commands = server.stop()
    #expect(commands.filter { $0.contains("EHLO") }.count == 1)
    #expect(commands.filter { $0.contains("RCPT") }.count == 5)
    #expect(commands.filter { $0.contains("MAIL FROM:<no-reply@example.com>") }.count == 5)
  }
}
