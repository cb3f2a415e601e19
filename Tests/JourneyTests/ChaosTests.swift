import Domain
import Foundation
import Store
import TestKit
import Testing

/// Promises 1 to 3 while handlers are killed at random (docs/correctness.md).
@Suite(.timeLimit(.minutes(240)))
struct ChaosTests {
  /// Learners who come after each crash of the server, and how often it crashes: more with `scripts/chaos.sh`.
  private static let newcomers = 25
  private static let crashes = ProcessInfo.processInfo.environment["REKINDLE_CRASHES"].flatMap { Int($0) } ?? 5
  private static let lastSeen = "2026-11-15T09:00:00Z"
  private static let detection = "2026-11-20T08:00:00Z"

  @Test(.database)
  func aThousandDueRemindersLeaveAtMostOnceEach() throws {
    let school = try School()
    try school.admit(1...1000, lastSeen: Self.lastSeen)
    try school.detect(at: Self.detection)
    let storm = Storm(school: school)
    let verdict = StormVerdict(school: school)
    storm.rage(until: { try storm.kills > 10 && verdict.isDrained() }, atMost: 240)
    #expect(storm.kills > 10 && storm.optOuts > 0, "a storm without kills shows nothing")
    #expect(storm.failures == [])
    #expect(try verdict.isDrained(), "the storm ends with the work")
    #expect(try verdict.faults() == [])
  }

  /// The server ends as it does when the machine's memory is exhausted: at once, whatever its sessions are doing.
  @Test func theyDoSoWhileTheServerCrashesAgainAndAgain() throws {
    let cluster = try Cluster.separate(settings: ["synchronous_commit": "on", "full_page_writes": "on"])
    defer { try? cluster.remove() }
    let school = try School(on: Self.database(on: cluster), concurrency: 10)
    try school.publish(PackageFolder.url.appending(path: "campaigns/course-completion"))
    let storm = Storm(school: school, passing: [69, 75])
    let verdict = StormVerdict(school: school)
    var crashes = 0
    storm.rage(
      until: {
        guard crashes < Self.crashes else { return try verdict.isDrained() }
        let newcomers = crashes * Self.newcomers + 1...(crashes + 1) * Self.newcomers
        try school.admit(newcomers, lastSeen: Self.lastSeen)
        try school.detect(at: Self.detection)
        try cluster.crash()
        crashes += 1
        return false
      }, atMost: 240 + 10 * Double(Self.crashes))
    #expect(crashes == Self.crashes)
    #expect(storm.failures == [])
    #expect(try verdict.isDrained(), "the storm ends with the work")
    #expect(try verdict.faults() == [])
    print(
      "chaos: \(crashes) crashes, \(storm.kills) handlers killed, \(storm.optOuts) opt-outs, "
        + "\(try school.accepted().count) messages of \(crashes * Self.newcomers)")
  }

  private static func database(on cluster: Cluster) throws -> TestDatabase {
    let database = TestDatabase(name: "chaos", on: cluster)
    let maintenance = try Connection(url: cluster.url(database: "postgres"))
    try maintenance.runScript("create database chaos", named: "create database")
    let folder = try DatabaseFolder(reading: PackageFolder.url.appending(path: "infra/database").path)
    _ = try Migrator(folder).apply(database.connect(), at: .init(seconds: 0))
    return database
  }
}
