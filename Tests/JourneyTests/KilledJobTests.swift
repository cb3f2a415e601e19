import Foundation
import JSON
import TestKit
import Testing

/// A job that is killed anywhere and run again leaves what one that was let be leaves.
@Suite(.database, .timeLimit(.minutes(20)))
struct KilledJobTests {
  private static let learners = 600
  private static let kills = 8
  private static let figures = """
    select day::text, step, channel, template, enrolled::text, sent::text, skipped::text from rekindle.campaign_analytics
     order by 1, 2, 3, 4
    """

  private let school: School
  private let jobs: RandomKills
  private var database: TestDatabase { school.database }

  init() throws {
    school = try School(concurrency: 200)
    jobs = RandomKills(school, share: 1)
    try school.admit(1...Self.learners, lastSeen: "2026-11-15T09:00:00Z")
  }

  @Test func detectEnrolsEverybodyOnce() throws {
    try killAndFinish("detect", "rekindle_detect", school.event("timer.detect", at: "2026-11-20T08:00:00Z")) {
      try database.run(
        """
        delete from rekindle.campaign_enrollments;
        delete from rekindle.recipients;
        """)
    }
    #expect(try database.count("select count(*) from rekindle.campaign_enrollments") == Self.learners)
    #expect(
      try database.count(
        "select count(*) from rekindle.campaign_enrollments e join rekindle.recipients using (user_id)")
        == Self.learners)
  }

  @Test func rollupCountsEachMessageOnce() throws {
    try sendToEverybody()
    let rollup = school.event("timer.rollup", at: "2026-11-21T03:00:00Z")
    try school.run("rollup", role: "rekindle_rollup", rollup)
    let figures = try database.rows(Self.figures)
    try killAndFinish("rollup", "rekindle_rollup", rollup) {
      try database.run("update rekindle.campaign_analytics set sent = sent + 7, enrolled = 0")
    }
    #expect(try database.rows(Self.figures) == figures)
    #expect(
      try database.count("select sum(sent) from rekindle.campaign_analytics")
        == database.count("select count(*) from rekindle.message_deliveries where status = 'sent'"))
  }

  @Test func cleanupDeletesWhatIsOverAndNothingElse() throws {
    try sendToEverybody()
    try database.run(
      """
      update rekindle.campaign_enrollments set status = 'completed', ended_at = '2026-11-21',
        next_due_at = null, end_reason = 'goal_reached' where user_id % 10 > 0
      """)
    let cleanup = school.event(
      "timer.cleanup", at: "2030-11-21T03:00:00Z", data: ["episode_days": 30, "link_days": 30])
    try killAndFinish("cleanup", "rekindle_cleanup", cleanup) {}
    #expect(try database.count("select count(*) from rekindle.campaign_enrollments") == Self.learners / 10)
    #expect(
      try database.count("select count(*) from rekindle.message_deliveries d where d.user_id % 10 > 0") == 0)
    #expect(
      try database.count("select count(*) from rekindle.tracked_links")
        == database.count(
          "select count(*) from rekindle.tracked_links l join rekindle.message_deliveries d on d.id = l.delivery_id"))
  }

  @Test func publishMakesOneWholeVersion() throws {
    let rehearsal = try folder(with: "first-wind")
    let folder = try folder(with: "second-wind")
    defer { for folder in [rehearsal, folder] { try? FileManager.default.removeItem(at: folder) } }
    try killAndFinish("publish", "rekindle_owner", publish(folder), rehearsal: publish(rehearsal)) {}
    #expect(
      try database.rows(
        "select v.version::text from rekindle.campaign_versions v join rekindle.campaigns c on c.id = v.campaign_id where c.slug = 'second-wind'"
      )
        == [["1"]])
    let made = try ["first", "second"].map {
      try database.rows(
        "select replace(proname, '\($0)', '') from pg_proc where proname like '\($0)\\_wind\\_v1\\_%' order by 1")
    }
    #expect(!made[0].isEmpty)
    #expect(made[1] == made[0])
  }

  /// Lets a job live once, to know how long it takes, undoes that, and kills it again and again before it may end.
  private func killAndFinish(
    _ job: String, _ role: String, _ event: JSON, rehearsal: JSON? = nil, undo: () throws -> Void
  ) throws {
    _ = try jobs.run(job, role: role, rehearsal ?? event)
    try undo()
    while jobs.count < Self.kills { _ = try jobs.run(job, role: role, event) }
    #expect(try school.run(job, role: role, event).exitCode == 0)
    #expect(try database.rows("select rule, n::text from rekindle.violations") == [])
  }

  private func folder(with slug: String) throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appending(path: "campaigns-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try CampaignVariant(slug).write(into: folder)
    return folder
  }

  private func publish(_ folder: URL) -> JSON {
    school.event("deploy.publish", at: "2026-11-01T00:00:00Z", data: ["path": .string(folder.path)])
  }

  private func sendToEverybody() throws {
    try school.detect(at: "2026-11-20T08:00:00Z")
    for announcement in try school.tick(at: "2026-11-20T10:00:00Z") { try school.send(announcement) }
    #expect(try database.count("select count(*) from rekindle.message_deliveries where status = 'sent'") > 0)
  }
}
