import Foundation
import JSON
import TestKit
import Testing

/// What a sender does that loses its database while requests are on the wire.
@Suite(.database, .timeLimit(.minutes(20)))
struct LostConnectionTests {
  private static let learners = 200

  @Test(arguments: [0, 1.5])
  func aSenderThatLivesRecordsTheAnswersThatStillArrive(secondsAway: Double) throws {
    let school = try School(sinkOptions: ["--latency", "300ms"], concurrency: 50)
    let database = school.database
    try school.admit(1...Self.learners, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: "2026-11-20T08:00:00Z")
    let announcement = try #require(try school.tick(at: "2026-11-20T10:00:00Z").first)
    let sender = try school.sender(of: announcement)
    let process = try school.start(sender.handler, role: sender.role)
    Thread.detachNewThread { takeAway(school, seconds: secondsAway) }
    let result = process.finish(stdin: announcement.bytes, timeout: 60)
    #expect(result.exitCode == 0, "\(result.output)\(result.log)")
    #expect(
      try database.count("select count(*) from rekindle.message_deliveries where status in ('sending', 'unknown')") == 0
    )
    let reply = try JSON.parse(result.stdout)
    let left = try #require(reply["events"]?.array?.first?["data"]?["ids"]?.array, "the rest is announced again")
    #expect(!left.isEmpty)
    let accepted = try school.accepted()
    let sent = try database.rows("select id::text from rekindle.message_deliveries where status = 'sent'")
      .compactMap { $0[0].flatMap { Int($0) } }
    #expect(Set(sent) == Set(accepted))

    for event in reply["events"]?.array ?? [] { try school.send(event) }
    for event in try school.tick(at: "2026-11-20T10:10:00Z") { try school.send(event) }
    #expect(
      try database.count("select count(*) from rekindle.message_deliveries where status = 'sent'") == Self.learners)
    let all = try school.accepted()
    #expect(Set(all).count == all.count, "no message leaves twice")
    #expect(try database.rows("select rule, n::text from rekindle.violations") == [])
  }
}

/// Ends the sender's connection while its second chunk is on the wire; new ones are refused for a while.
private func takeAway(_ school: School, seconds: Double) {
  let database = school.database
  let deadline = Date().addingTimeInterval(20)
  while Date() < deadline, (try? school.accepted().count) ?? 0 <= 50 { Thread.sleep(forTimeInterval: 0.01) }
  if seconds > 0 { try? database.run("alter database \(database.name) connection limit 0") }
  try? database.run(
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = '\(database.name)' and application_name = 'send-email'"
  )
  Thread.sleep(forTimeInterval: seconds)
  if seconds > 0 { try? database.run("alter database \(database.name) connection limit -1") }
}
