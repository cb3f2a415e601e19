import Foundation
import JSON
import Store
import TestKit
import Testing

/// A platform that kills its function in the middle of an event, and gives the event to another.
@Suite(.database, .timeLimit(.minutes(20)))
struct KilledPlatformTests {
  private static let learners = 240
  private static let kills = 2

  /// Nothing leaves twice, nothing is lost, and in doubt is no more than what was on the wire.
  @Test(arguments: PlatformHost.Platform.allCases, [true, false])
  func anEventThatIsDeliveredAgainAfterEachKillIsDoneOnce(platform: PlatformHost.Platform, withHandlers: Bool) throws {
    let school = try School(concurrency: 16)
    let database = school.database
    let provider = try ScriptedProvider(.sendGrid, .init(odd: 0.25, even: 0.25))
    try school.admit(1...Self.learners, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: "2026-11-20T08:00:00Z")
    let announcement = try #require(try school.tick(at: "2026-11-20T10:00:00Z").first)
    let (folder, journals) = try folders()
    defer { try? FileManager.default.removeItem(at: folder.deletingLastPathComponent()) }
    let environment = school.environment(
      of: "rekindle_send_email",
      ["SENDGRID_BASE_URL": provider.address, "REKINDLE_JOURNAL_FOLDER": journals.path])

    for round in 1...Self.kills {
      let host = try PlatformHost(platform, folder, environment)
      let taken = try provider.taken().count
      let killed = DispatchSemaphore(value: 0)
      Thread.detachNewThread {
        try? provider.waitFor(taken + 10)
        host.kill(withHandlers: withHandlers)
        killed.signal()
      }
      #expect(try host.deliver(announcement) == false, "kill \(round)")
      killed.wait()
      // A handler without a host goes on, or not: the next host meets it either way.
      Thread.sleep(forTimeInterval: withHandlers ? 2.1 : 0)
    }
    let host = try PlatformHost(platform, folder, environment)
    #expect(try host.deliver(announcement))
    try settle(database)
    for time in ["2026-11-20T10:10:00Z", "2026-11-20T10:30:00Z"] {
      for event in try school.tick(at: time) { #expect(try host.deliver(event)) }
    }
    try settle(database)
    let (sent, doubtful) = try outcomes(database)
    let counts = try provider.counts()
    #expect(counts.values.allSatisfy { $0 == 1 }, "no message leaves twice")
    #expect(sent.count + doubtful.count == Self.learners, "none is lost")
    #expect(sent.isSubset(of: counts.keys))
    #expect(doubtful.count <= 16 * Self.kills, "\(doubtful.count) in doubt")
    #expect(try database.rows("select rule, n::text from rekindle.violations") == [])
  }

  /// Waits until no sender that was left to itself has anything in hand.
  private func settle(_ database: TestDatabase) throws {
    let deadline = Date().addingTimeInterval(20)
    while Date() < deadline,
      try database.count(
        "select count(*) from pg_stat_activity where datname = current_database() and application_name = 'send-email'")
        > 1
    {
      Thread.sleep(forTimeInterval: 0.1)
    }
  }

  /// A folder with the sender as images have it, and one for its journals.
  private func folders() throws -> (URL, URL) {
    let files = FileManager.default
    let base = files.temporaryDirectory.appending(path: UUID().uuidString)
    let function = base.appending(path: "functions/send-email")
    let journals = base.appending(path: "journals")
    try files.createDirectory(at: function, withIntermediateDirectories: true)
    try files.createSymbolicLink(
      atPath: function.appending(path: "send-email").path, withDestinationPath: Spawn(built: "send-email").program)
    try files.copyItem(
      at: PackageFolder.url.appending(path: "functions/send-email/function.json"),
      to: function.appending(path: "function.json"))
    return (base.appending(path: "functions"), journals)
  }

  /// The deliveries that were sent and those in doubt, of one instant: a late answer moves one from doubt to sent.
  private func outcomes(_ database: TestDatabase) throws -> (sent: Set<Int>, doubtful: Set<Int>) {
    let rows = try database.rows(
      "select id::text, status from rekindle.message_deliveries where status in ('sent', 'unknown')")
    let ids = { (status: String) in Set(rows.filter { $0[1] == status }.compactMap { $0[0].flatMap { Int($0) } }) }
    return (ids("sent"), ids("unknown"))
  }
}
