import Domain
import Foundation
import JSON
import Store
import TestKit
import Testing

/// What a sender that was killed leaves behind.
@Suite(.database, .timeLimit(.minutes(20)))
struct KilledSenderTests {
  private static let learners = 160
  private static let chunk = 50

  @Test func aKilledSenderLeavesLessThanTwoChunksInDoubtWhichTheProvidersCallbacksSettle() throws {
    let school = try School(sinkOptions: ["--latency", "200ms"], concurrency: Self.chunk)
    let database = school.database
    try school.admit(1...Self.learners, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: "2026-11-20T08:00:00Z")
    let announcement = try #require(try school.tick(at: "2026-11-20T10:00:00Z").first)
    let taken = try killOnTheWire(announcement, school)
    let doubtful = try count("sending", database)
    #expect((1..<2 * Self.chunk).contains(doubtful), "one chunk claimed, less than one answered and unrecorded")
    #expect(try count("sent", database) + count("scheduled", database) == Self.learners - doubtful)
    let silent = Set(taken).subtracting(try ids("sent", database))
    #expect(!silent.isEmpty, "the provider took something that the sender could not record")

    // The lease ends: nothing of it is sent again, the rest is.
    for announcement in try school.tick(at: "2026-11-20T10:10:00Z") { try school.send(announcement) }
    #expect(try count("unknown", database) == doubtful)
    #expect(try count("sent", database) == Self.learners - doubtful)
    let accepted = try school.accepted()
    #expect(Set(accepted).count == accepted.count, "no message leaves twice")

    #expect(try school.callback("delivered", of: Array(silent), at: "2026-11-20T12:00:00Z").exitCode == 0)
    try school.tick(at: "2026-11-24T03:00:00Z")
    #expect(try ids("sent", database) == Set(accepted))
    #expect(try count("presumed_sent", database) == Self.learners - accepted.count)
    #expect(try database.rows("select rule, n::text from rekindle.violations") == [])
  }

  /// What was not on the wire goes out, what was answered counts as sent, and only what nobody saw answered is in doubt.
  @Test(arguments: ["0ms", "50ms"])
  func theNextSenderReadsTheJournalOfAKilledOne(latency: String) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let journal = ["REKINDLE_JOURNAL_FOLDER": folder.path]
    let school = try School(sinkOptions: ["--latency", latency], concurrency: 16)
    let database = school.database
    try school.admit(1...400, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: "2026-11-20T08:00:00Z")
    let announcements = try school.tick(at: "2026-11-20T10:00:00Z")
    let taken = try killOnTheWire(try #require(announcements.first), school, settings: journal)
    #expect(try count("sending", database) > 0)
    Thread.sleep(forTimeInterval: 2.1)  // a younger journal is left alone
    for announcement in announcements { try school.send(announcement, settings: journal) }
    #expect(try count("sending", database) == 0)
    let doubtful = try ids("unknown", database)
    #expect(doubtful.count <= 16, "no more than what was on the wire")
    #expect(Set(taken).subtracting(doubtful).isSubset(of: try ids("sent", database)))

    for announcement in try school.tick(at: "2026-11-20T10:10:00Z") { try school.send(announcement, settings: journal) }
    #expect(try count("sent", database) == 400 - doubtful.count)
    let accepted = try school.accepted()
    #expect(Set(accepted).count == accepted.count, "no message leaves twice")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    #expect(try database.rows("select rule, n::text from rekindle.violations") == [])
  }

  /// Kills a sender as soon as the provider has taken something of its second chunk, and returns all that it took.
  private func killOnTheWire(
    _ announcement: JSON, _ school: School, settings: [String: String] = [:]
  ) throws -> [Int] {
    let sender = try school.sender(of: announcement)
    let process = try school.start(sender.handler, role: sender.role, settings: settings)
    Thread.detachNewThread {
      let deadline = Date().addingTimeInterval(20)
      while Date() < deadline, (try? school.accepted().count) ?? 0 <= Self.chunk { Thread.sleep(forTimeInterval: 0.01) }
      process.signal(SIGKILL)
    }
    #expect(process.finish(stdin: announcement.bytes, timeout: 60).exitCode == 128 + SIGKILL)
    Thread.sleep(forTimeInterval: 0.3)  // what is on the wire arrives
    return try school.accepted()
  }

  private func ids(_ status: String, _ database: TestDatabase) throws -> Set<Int> {
    Set(
      try database.rows("select id::text from rekindle.message_deliveries where status = $1", .text(status))
        .compactMap { $0[0].flatMap { Int($0) } })
  }

  private func count(_ status: String, _ database: TestDatabase) throws -> Int { try ids(status, database).count }
}
