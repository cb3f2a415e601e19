import Channels
import Domain
import Foundation
import Testing
import Transport

@Suite(.enabled(if: HostileServer.isAvailable, Comment(rawValue: HostileServer.reason)))
struct TransportTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let behaviour: String
    let outcome: SendOutcome
    var testDescription: String { behaviour }

    init(_ behaviour: String, _ outcome: SendOutcome) {
      self.behaviour = behaviour
      self.outcome = outcome
    }
  }

  /// Each line of the table in docs/correctness.md, provoked on a real socket.
  @Test(arguments: [
    Case("close after request", .ambiguous(code: "reset")),
    Case("reset after request", .ambiguous(code: "reset")),
    Case("silent", .ambiguous(code: "timeout")),
    Case("one byte a second", .ambiguous(code: "timeout")),
    Case("half a status line", .ambiguous(code: "reset")),
    Case("continue then close", .ambiguous(code: "reset")),
    Case("accepted then cut", .accepted(providerMessageID: "m1")),
    Case("accepted then silent", .accepted(providerMessageID: "m1")),
    Case("chunked without end", .accepted(providerMessageID: "m1")),
    Case("endless body", .accepted(providerMessageID: "m1")),
    Case("endless headers", .accepted(providerMessageID: nil)),
    Case("huge body", .accepted(providerMessageID: "m1")),
    Case("gzip bomb", .accepted(providerMessageID: "m1")),
    Case("garbage body", .accepted(providerMessageID: "m1")),
    Case("redirect", .failed(code: "http_302", effect: .tripsBreaker, detail: nil)),
    Case("status 429 Slow", .rejected(retryAfter: .seconds(7), code: "http_429")),
    Case("status 503 Busy", .rejected(retryAfter: .seconds(7), code: "http_503")),
    Case("status 500 Oops", .ambiguous(code: "http_500")),
    Case("status 401 No", .failed(code: "http_401", effect: .tripsBreaker, detail: nil)),
    Case("status 400 Bad", .failed(code: "http_400", effect: .none, detail: nil)),
  ])
  func anAnswerOnTheWireBecomesTheOutcomeOfTheTable(example: Case) throws {
    let server = try HostileServer(example.behaviour)
    let provider = try Samples.sendGrid(port: server.port)
    let observation = try send([provider.request(for: try Samples.email(), now: Samples.now)])[0]
    #expect(provider.outcome(of: observation, now: Samples.now) == example.outcome)
    #expect(server.stop().filter { $0.hasPrefix("request") }.count == 1)
  }

  @Test(arguments: ["reset on accept", "close on accept"])
  func aServerThatHangsUpAtOnceIsNeverTakenForAnAcceptance(behaviour: String) throws {
    let server = try HostileServer(behaviour)
    let provider = try Samples.sendGrid(port: server.port)
    let observation = try send([provider.request(for: try Samples.email(), now: Samples.now)])[0]
    switch observation {
    case .notSent(.reset), .notSent(.connect), .interrupted(.reset): break
    default: Issue.record("\(observation)")
    }
    #expect(server.stop().isEmpty)
  }

  @Test func whatNeverLeftThisMachineMayBeTriedAgain() throws {
    let request = { (url: String) in
      try Samples.sendGrid(url: url).request(for: try Samples.email(), now: Samples.now)
    }
    let closed = try HostileServer.closedPort()
    #expect(try send([request("http://127.0.0.1:\(closed)")])[0] == .notSent(.connect))
    #expect(try send([request("https://no-such-host.invalid")])[0] == .notSent(.dns))
    let plain = try HostileServer("not http")
    #expect(try send([request("https://127.0.0.1:\(plain.port)")])[0] == .notSent(.tls))
    #expect(plain.stop().isEmpty)
  }

  /// libcurl repeats a request by itself when a kept connection dies under it; the provider may have taken the first.
  @Test(arguments: ["once then dead", "once then reset"])
  func aRequestOnADyingKeptConnectionIsNotSilentlyRepeated(behaviour: String) throws {
    let server = try HostileServer(behaviour)
    let client = try ProviderClient(limits: limits)
    let provider = try Samples.sendGrid(port: server.port)
    let request = provider.request(for: try Samples.email(), now: Samples.now)
    let outcomes = [1, 2].map { tag in
      client.submit(request, tag: tag)
      return client.poll(timeout: .seconds(10)).map { provider.outcome(of: $0.observation, now: Samples.now) }
    }
    #expect(outcomes == [[.accepted(providerMessageID: "m1")], [.ambiguous(code: "reset")]])
    #expect(server.stop().count == 2)
  }

  @Test func aConnectionThatTheServerClosedWhileIdleCostsNoMessage() throws {
    let server = try HostileServer("closes idle")
    let client = try ProviderClient(limits: limits)
    let provider = try Samples.sendGrid(port: server.port)
    let request = provider.request(for: try Samples.email(), now: Samples.now)
    for tag in 1...5 {
      client.submit(request, tag: tag)
      let outcomes = client.poll(timeout: .seconds(10)).map { provider.outcome(of: $0.observation, now: Samples.now) }
      #expect(outcomes == [.accepted(providerMessageID: "m1")])
      usleep(20_000)
    }
    #expect(server.stop().count == 5)
  }

  @Test func manyRequestsShareFewConnectionsAndEachKeepsItsTag() throws {
    let server = try HostileServer("keeps")
    let client = try ProviderClient(limits: TransferLimits(connectionsPerHost: 8))
    let provider = try Samples.sendGrid(port: server.port)
    var tags: Set<Int> = []
    var submitted = 0
    while tags.count < 200 {
      while submitted < 200, client.hasRoom {
        let email = try Samples.email(text: String(repeating: "x", count: 1 + submitted * 40))
        client.submit(provider.request(for: email, now: Samples.now), tag: submitted)
        submitted += 1
      }
      let completions = client.poll(timeout: .seconds(10))
      try #require(!completions.isEmpty)
      for completion in completions {
        #expect(
          provider.outcome(of: completion.observation, now: Samples.now) == .accepted(providerMessageID: "m1"))
        tags.insert(completion.tag)
      }
    }
    #expect(client.inFlight == 0)
    #expect(server.stop().count == 200)
  }

  @Test func aRequestWhoseTimeToStartHasPassedIsNotWritten() throws {
    let server = try HostileServer("keeps")
    var late = limits
    late.start = .seconds(-1)
    let request = try Samples.sendGrid(port: server.port).request(for: try Samples.email(), now: Samples.now)
    #expect(try send([request], limits: late)[0] == .tooLate)
    #expect(server.stop().isEmpty)
  }

  @Test func aRequestThatWaitedTooLongSinceItsClaimIsNotWritten() throws {
    let server = try HostileServer("keeps")
    let client = try ProviderClient(limits: limits)
    let request = try Samples.sendGrid(port: server.port).request(for: try Samples.email(), now: Samples.now)
    client.submit(request, tag: 1, within: .seconds(0))
    #expect(client.poll(timeout: .seconds(10)).map(\.observation) == [.tooLate])
    #expect(server.stop().isEmpty)
  }

  @Test func anAbandonedRequestNeverCompletesAndTheNextOneDoes() throws {
    let server = try HostileServer("keeps")
    let client = try ProviderClient(limits: limits)
    let request = try Samples.sendGrid(port: server.port).request(for: try Samples.email(), now: Samples.now)
    for tag in 1...3 { client.submit(request, tag: tag) }
    client.abandon()
    #expect(client.inFlight == 0)
    client.submit(request, tag: 4)
    #expect(client.poll(timeout: .seconds(10)).map(\.tag) == [4])
    _ = server.stop()
  }

  @Test(arguments: ["a\r\nX-Evil: 1", "a\nb", "a\u{0}b", "a\u{7F}b"])
  func aHeaderThatCouldForgeAnotherIsRefusedBeforeTheLibrary(value: String) throws {
    let server = try HostileServer("keeps")
    let url = try ProviderURL("http://127.0.0.1:\(server.port)", setting: "TEST")
    let call = HTTPCall(url: url, headers: [.init("X-Test", value)], body: [1])
    #expect(try send([.http(call)])[0] == .refused(.malformedRequest))
    #expect(server.stop().isEmpty)
  }

  @Test func aProxyOfTheEnvironmentIsNotUsed() throws {
    setenv("http_proxy", "http://127.0.0.1:1", 1)
    defer { unsetenv("http_proxy") }
    let server = try HostileServer("keeps")
    let provider = try Samples.sendGrid(port: server.port)
    let observation = try send([provider.request(for: try Samples.email(), now: Samples.now)])[0]
    #expect(provider.outcome(of: observation, now: Samples.now) == .accepted(providerMessageID: "m1"))
    _ = server.stop()
  }
}

/// Short enough for a test, long enough for a loaded machine.
private let limits = TransferLimits(
  connect: .seconds(3), total: .seconds(3), stall: .seconds(10), start: .seconds(5), connectionsPerHost: 4)

func send(_ requests: [ProviderRequest], limits custom: TransferLimits? = nil) throws -> [Observation] {
  let client = try ProviderClient(limits: custom ?? limits)
  var observations: [Int: Observation] = [:]
  for (tag, request) in requests.enumerated() { client.submit(request, tag: tag) }
  while client.inFlight > 0 {
    for completion in client.poll(timeout: .seconds(30)) { observations[completion.tag] = completion.observation }
  }
  return requests.indices.compactMap { observations[$0] }
}
