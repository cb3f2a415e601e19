import Domain
import Foundation
import Store
import TestKit

@testable import Campaigns
@testable import publish

/// A database with a published campaign that also has a note and a post, and deliveries of them that are due.
struct MadeUpSchool {
  static let now = Instant(seconds: 1_782_813_600)  // 2026-06-30T10:00:00Z
  static let authors: [any ChannelAuthor] = [NoteAuthor(), PostAuthor()] + Authors.all

  /// Settings of a sender, with a URL of the database that may do everything.
  let environment: [String: String]
  let database: TestDatabase

  /// Publishes the campaign; `learners` have an enrolment and a due delivery on `channel` each, numbered alike.
  init(_ channel: Channel, template: String, learners: Int = 2) throws {
    database = try TestDatabase.current()
    environment = [
      "DATABASE_URL": database.url(), "REKINDLE_CLOCK": "event", "REKINDLE_LOG_LEVEL": "error",
      "REKINDLE_PUBLIC_URL": "https://learn.example.org", "REKINDLE_LINK_HOSTS": "learn.example.org",
      "REKINDLE_SIGNING_KEYS": "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8", "REKINDLE_ENVIRONMENT": "test",
      "REKINDLE_SENDER_NAME": "Example Academy",
    ]
    let compiled = try CampaignCompiler.compile(Self.folder(), by: Self.authors)
    let connection = try database.connect(role: "rekindle_owner")
    _ = try connection.transaction { (connection) throws(StoreError) in
      try Publisher(compiled, now: Self.now - .days(30)).publish(connection, isDryRun: false)
    }
    try database.insert(.course(1))
    for learner in 1...learners {
      try database.insert(
        .learner(learner, firstName: "Asha \(learner)", zone: "UTC"), .progress(of: learner, in: 1),
        .activity(of: learner, in: 1, at: Self.now - .days(5)), .recipient(learner, at: Self.now - .days(1)),
        .enrollment(of: learner, in: 1, at: Self.now - .days(1)),
        .delivery(of: learner, enrollment: learner, channel: channel, at: Self.now)
          .with(["template": .text(template)]))
    }
  }

  /// The shipped campaign with two channels more.
  static func folder(note: String = "{{first_name}}, {{course_name}} goes on.") throws -> CampaignFolder {
    let shipped = try CampaignFolder(reading: PackageFolder.url.appending(path: "campaigns/course-completion").path)
    var files = shipped.files
    files["campaign.yaml"]? += """
        - { id: note, every: 14 days, channels: [inapp], template: note }
        - { id: post, every: 14 days, channels: [discord], template: post }

      """
    files["messages/note.inapp.md"] = "---\n---\n\(note)\n"
    files["messages/post.discord.md"] = "---\n---\n**{{first_name}}**, go on.\n"
    return CampaignFolder(path: shipped.path, files: files)
  }

  /// Status, reason, provider, the provider's id and the number of attempts of each delivery, in order.
  func ledger() throws -> [String] {
    try database.rows(
      """
      select concat_ws(' ', d.status, d.reason, d.provider, d.provider_message_id,
                       (select count(*) from rekindle.delivery_attempts a where a.delivery_id = d.id))
        from rekindle.message_deliveries d order by d.id
      """
    ).compactMap { $0[0] }
  }
}
