import Domain
import FunctionContract
import FunctionHost
import JSON
import Processes
import Store
import TestKit
import Testing

/// A provider that refuses our credentials is left alone for a while, and no message is lost by it.
@Suite(.database, .timeLimit(.minutes(20)))
struct BreakerTests {
  @Test func refusedCredentialsHoldTheMessagesOfOneProviderBackUntilTheBreakerClosesAndThenTheyGoOutOnce() throws {
    let school = try School(campaigns: [CampaignVariant("course", ["    requires: { email: 2 }\n": ""])])
    let provider = try RefusingProvider()
    let refused = ["SENDGRID_BASE_URL": provider.address]
    try school.admit(1...60, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: "2026-11-20T08:00:00Z")
    let emails = try school.tick(at: "2026-11-20T10:00:00Z").flatMap { $0.pieces(of: 20) }
    let texts = try school.tick(at: "2026-11-20T10:01:00Z").filter { $0["type"] == "delivery.sms.due" }

    try school.send(emails[0], at: "2026-11-20T10:01:00Z", settings: refused)
    let requests = provider.requests
    #expect((1...20).contains(requests))
    #expect(try statuses(school) == ["email scheduled": 60, "sms scheduled": 60])

    // Other senders, also one whose credentials would be taken, see what the first has found out.
    for (piece, settings) in [(emails[1], refused), (emails[2], [:]), (emails[0], [:])] {
      let reply = try school.send(piece, at: "2026-11-20T10:05:00Z", settings: settings)
      #expect(reply["result"]?["waiting"] == 20)
    }
    for announcement in texts { try school.send(announcement, at: "2026-11-20T10:05:00Z") }
    #expect(provider.requests == requests)
    #expect(try statuses(school) == ["email scheduled": 60, "sms sent": 60])

    for announcement in try school.tick(at: "2026-11-20T10:17:00Z") { try school.send(announcement) }
    #expect(try statuses(school) == ["email sent": 60, "sms sent": 60])
    let accepted = try school.accepted()
    #expect(accepted.count == 120 && Set(accepted).count == 120)
    #expect(
      try school.database.rows("select kind, count(*)::text from rekindle.anomalies group by kind") == [
        ["provider_refuses", "1"]
      ])
    #expect(try school.database.rows("select rule, n::text from rekindle.violations") == [])
  }

  private func statuses(_ school: School) throws -> [String: Int] {
    Dictionary(
      uniqueKeysWithValues: try school.database.rows(
        "select channel || ' ' || status, count(*)::text from rekindle.message_deliveries group by 1"
      ).map { ($0[0] ?? "", $0[1].flatMap { Int($0) } ?? 0) })
  }
}

/// A provider that knows our credentials no more.
final class RefusingProvider {
  private let count: Monitor<Int>
  private let server: HTTPServer

  init() throws {
    let count = Monitor(0)
    self.count = count
    server = try HTTPServer(HTTPServerSettings()) { _ in
      count.withLock { $0 += 1 }
      let body: JSON = ["errors": [["field": nil, "message": "authorization required"]]]
      return .now(HTTPResponse(status: 401, headers: ["content-type": "application/json"], body: body.bytes))
    }
  }

  deinit { server.stop() }

  var address: String { "http://127.0.0.1:\(server.port)" }
  var requests: Int { count.withLock { $0 } }
}
