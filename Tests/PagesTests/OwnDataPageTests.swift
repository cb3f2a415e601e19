import Foundation
import JSON
import Signing
import TestKit
import Testing

/// What is known about a learner in a real browser of a telephone's width, over the built handler.
@Suite(
  .database, .timeLimit(.minutes(20)),
  .enabled(if: Browser.isAvailable, "\(Browser.reason)"))
struct OwnDataPageTests {
  /// A ledger in which learner 1 was sent a link five minutes ago; the link's path.
  private func sendLink(in database: TestDatabase) throws -> String {
    try database.run(
      """
      insert into rekindle.campaigns (slug, title, class, topic, subject_type, current_version, created_at) values
        ('your-data', 'Your data', 'transactional', 'privacy', 'data', 1, '2026-01-01');
      insert into rekindle.campaign_versions (campaign_id, version, content_hash, definition, messages, published_at)
        values (2, 1, 'hash', '{"steps": [{"channels": ["email"], "templates": [{"name": "link"}]}]}', '{}', '2026-01-01');
      insert into rekindle.notification_jobs (id, job_id, campaign_id, version, message, context, run_at, requested_by, requested_at)
      values (-1000000000001, 'data', 2, 1, 'link', '{}', '2026-11-21T09:54:00Z', 'learner', '2026-11-21T09:54:00Z');
      insert into rekindle.campaign_enrollments
        (id, user_id, subject_id, campaign_id, version, enrolled_at, anchor_at, steps, next_due_at)
      overriding system value
      values (9, 1, -1000000000001, 2, 1, '2026-11-21T09:54:00Z', '2026-11-21T09:54:00Z', '[]', '2026-12-01');
      insert into rekindle.message_deliveries (id, user_id, enrollment_id, subject_id, campaign_id, version, step, occurrence,
        stage, attempt, channel, class, status, template, slot_at, scheduled_at, not_before, expires_at, sent_at)
      overriding system value
      values (9, 1, 9, -1000000000001, 2, 1, 0, 1, 1, 1, 'email', 'transactional', 'sent', 'link', '2026-11-21T09:54:00Z',
        '2026-11-21T09:54:00Z', '2026-11-21T09:54:00Z', '2026-11-21T10:54:00Z', '2026-11-21T09:55:00Z');
      """)
    return "/data/" + DeliveryToken(.data, deliveryID: 9).signed(with: try KeyRing(parsing: Site.keys))
  }

  @Test(arguments: ["en", "de"])
  func someoneSeesWhatIsHeldKeepsItAndDeletesItWithAThumb(_ language: String) throws {
    let database = try Ledger.database()
    try database.run("update lms.users set locale = '\(language)' where user_id = 1")
    let shots = PackageFolder.url.appending(path: ".build/screenshots/data-\(language)")
    try FileManager.default.createDirectory(at: shots, withIntermediateDirectories: true)
    let environment = Site.environment(database, role: "rekindle_unsubscribe", ["REKINDLE_CLOCK": "event"])
    let seen = try Browser.drive(
      "PagesTests/data.py",
      [
        Spawn(built: "unsubscribe").program, try sendLink(in: database),
        JSON.object(environment.mapValues(JSON.string)).text, shots.path,
      ])
    let counts = seen["counts"]?.array?.compactMap(\.string) ?? []
    #expect(counts.contains(language == "en" ? "Messages to you: 5" : "Nachrichten an Sie: 5"), "\(seen.text)")
    #expect((seen["least"]?.double ?? 0) >= 44, "what is touched is as high as a thumb: \(seen.text)")
    #expect(seen["told"]?.string?.hasPrefix(language == "en" ? "Everything that we kept" : "Alles, was wir") == true)
    #expect(seen["complaints"] == [], "\(seen.text)")
    #expect(try database.rows("select user_id from rekindle.recipients") == [["2"]])
  }
}
