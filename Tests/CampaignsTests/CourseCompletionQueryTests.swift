import Domain
import Foundation
import JSON
import Rendering
import Store
import TestKit
import Testing

@Suite(.database)
struct CourseCompletionQueryTests {
  /// 10:00 in London, 14:30 in Kolkata, 05:00 in New York.
  static let now = Instant(rfc3339: "2026-06-30T09:00:00Z") ?? Instant(seconds: 0)

  func published() throws -> TestDatabase {
    let publishing = try Publishing()
    try #require(try publishing.publish(Publishing.shipped).code == 0)
    return publishing.database
  }

  func quiet(_ database: TestDatabase) throws -> Set<Int> {
    let rows = try database.rows(
      "select user_id from rekindle_campaigns.course_completion_v1_segment($1, 3, 30)", .instant(Self.now))
    return Set(rows.compactMap { $0[0].flatMap { Int($0) } })
  }

  /// Holds X-24.
  @Test
  func whoIsQuietForThreeLocalDaysAndNotTooLongEntersWhoCameBackLeftOrFinishedDoesNot() throws {
    let database = try published()
    let at = { (text: String) in Instant(rfc3339: text) ?? Instant(seconds: 0) }
    let left = Fixture(
      "lms.course_enrolments",
      ["user_id": .int(10), "course_id": .int(1), "unenrolled_at": .instant(at("2026-06-29T00:00:00Z"))])
    // Learner 26 left and enrolled again: a leaving before the enrolment is over. Learner 27 enrolls again tomorrow.
    let back = ["2026-06-15T00:00:00Z", "2026-07-01T00:00:00Z"].enumerated().map { place, again in
      Fixture(
        "lms.course_enrolments",
        [
          "user_id": .int(26 + place), "course_id": .int(1), "enrolled_at": .instant(at(again)),
          "unenrolled_at": .instant(at("2026-06-10T00:00:00Z")),
        ])
    }
    let over = Fixture.course(2).with(["ends_on": .text("2026-06-29")])
    let lastDay = Fixture.course(3).with(["ends_on": .text("2026-06-30")])
    try database.insert([.course(1), over, lastDay, left] + back)
    try database.insert((1...20).map { .learner($0, zone: "Europe/London") })
    try database.insert(
      .learner(21, zone: "Asia/Kolkata"), .learner(22, zone: "America/New_York"), .learner(23, zone: nil),
      .learner(24, zone: "Mars/Olympus"), .learner(25, isActive: false), .learner(26), .learner(27))
    let quietTime = at("2026-06-25T10:00:00Z")
    try database.insert([
      .activity(of: 1, in: 1, at: quietTime), .activity(of: 26, in: 1, at: quietTime),
      .activity(of: 27, in: 1, at: quietTime),
      // Local midnight decides: 27 June 23:59 in London is three days ago, 28 June 00:01 two.
      .activity(of: 2, in: 1, at: at("2026-06-27T22:59:00Z")), .activity(of: 3, in: 1, at: at("2026-06-27T23:01:00Z")),
      // In Kolkata 27 June 18:31 UTC is the 28th, in New York still the 27th.
      .activity(of: 21, in: 1, at: at("2026-06-27T18:31:00Z")),
      .activity(of: 22, in: 1, at: at("2026-06-28T03:59:00Z")),
      // Without a zone or with an unknown one the deployment's counts, UTC here.
      .activity(of: 23, in: 1, at: at("2026-06-27T23:59:00Z")),
      .activity(of: 24, in: 1, at: at("2026-06-28T00:01:00Z")),
      // Came back: any activity counts, also of another kind; what is dated after now does not.
      .activity(of: 4, in: 1, at: quietTime), .activity(of: 4, in: 1, at: at("2026-06-29T10:00:00Z"), type: "quiz"),
      .activity(of: 5, in: 1, at: quietTime), .activity(of: 5, in: 1, at: at("2026-07-02T10:00:00Z")),
      .activity(of: 6, in: 1, at: quietTime),
      .activity(of: 6, in: 1, at: at("2026-06-29T10:00:00Z"), type: "unenrolled"),
      // The lookback ends with the thirtieth local day.
      .activity(of: 7, in: 1, at: at("2026-05-30T23:01:00Z")), .activity(of: 8, in: 1, at: at("2026-05-30T22:59:00Z")),
      .activity(of: 25, in: 1, at: quietTime), .activity(of: 10, in: 1, at: quietTime),
      .activity(of: 11, in: 2, at: quietTime), .activity(of: 12, in: 3, at: quietTime),
      .activity(of: 13, in: 1, at: quietTime), .activity(of: 14, in: 1, at: quietTime),
      .activity(of: 15, in: 1, at: quietTime), .activity(of: 16, in: 1, at: quietTime),
    ])
    try database.insert(
      .progress(of: 13, in: 1, percent: 100), .progress(of: 14, in: 1, percent: 60, completedAt: quietTime),
      .progress(of: 15, in: 1, percent: 100, completedAt: at("2026-07-01T00:00:00Z")), .progress(of: 16, in: 1))
    #expect(try quiet(database) == [1, 2, 22, 23, 5, 6, 7, 12, 15, 16, 26])
  }

  @Test
  func whoseAccessHasEndedIsNeitherNamedNorWrittenTo() throws {
    let database = try published()
    try database.insert(.course(1), .learner(1), .learner(2), .learner(3))
    for learner in 1...3 { try database.insert(.activity(of: learner, in: 1, at: Self.now - .days(5))) }
    try database.run(
      """
      insert into lms_data.course_access (user_id, course_id, expires_at)
      values (1, 1, '2026-06-30T09:00:00Z'), (2, 1, '2026-06-30T09:00:01Z')
      """)
    #expect(try quiet(database) == [2, 3])
    #expect(try context(database, 1) == nil && context(database, 2) != nil)
  }

  @Test
  func theGoalIsMetByWhatWasFinishedUpToTheMomentAndByNothingLater() throws {
    let database = try published()
    try database.insert(
      .progress(of: 1, in: 1, percent: 100, completedAt: Self.now - .days(1)),
      .progress(of: 2, in: 1, percent: 100, completedAt: Self.now + .days(1)), .progress(of: 3, in: 1, percent: 100),
      .progress(of: 4, in: 1, percent: 99.9))
    let reached = try (1...5).map { learner in
      try database.value(
        "select reached_at::text from rekindle_campaigns.course_completion_v1_goal($1, $2, 1)", .instant(Self.now),
        .int(learner)) != nil
    }
    #expect(reached == [true, false, true, false, false])
  }

  func context(_ database: TestDatabase, _ learner: Int) throws -> JSON? {
    let text = try database.value(
      "select to_json(c)::text from rekindle_campaigns.course_completion_v1_context($1, $2, 1) c",
      .instant(Self.now), .int(learner))
    return try text.map { try JSON.parse($0) }
  }

  /// Holds X-32.
  @Test
  func theContextPrintsWholePercentsCountsModulesAndKnowsALearnerWithoutProgressAs0() throws {
    let database = try published()
    try database.insert(
      .course(1), .learner(1, firstName: "Dr. Asha"), .learner(2, title: nil), .learner(3),
      .progress(of: 1, in: 1, percent: 89.99, modules: 9), .progress(of: 3, in: 1, percent: 99.99, modules: 12),
      .activity(of: 1, in: 1, at: Self.now - .days(9)))
    let first = try #require(try context(database, 1))
    #expect(first["first_name"] == "Asha", "the title is printed once (X-81)")
    #expect(first["completion_percentage"] == 89)
    #expect(first["remaining_modules_count"] == 1 && first["one_module_left"] == true)
    #expect(first["nearly_done"] == true && first["last_visit"] == "21 June")
    let second = try #require(try context(database, 2))
    #expect(second["completion_percentage"] == 0 && second["not_started"] == true && second["last_visit"] == .null)
    #expect(try context(database, 3)?["remaining_modules_count"] == 0)
    #expect(try context(database, 4) == nil)
  }

  @Test(arguments: [0, 1, 49.5, 50, 79, 80, 99.99])
  func everyMessageRendersForLearnersAsTheDatabaseKnowsThem(percent: Double) throws {
    let database = try published()
    try database.insert(
      .course(1, modules: percent == 1 ? nil : 10, cpdPoints: percent == 50 ? nil : 1.5), .learner(1),
      .progress(of: 1, in: 1, percent: percent, modules: Int(percent / 10)))
    let context = try #require(try context(database, 1))
    let stored = try #require(try database.value("select messages::text from rekindle.campaign_versions"))
    let catalog = try #require(MessageCatalog(json: JSON.parse(stored)))
    #expect(catalog.entries.keys.count { $0.language == nil } == 5 && catalog.entries.count == 10)
    let sender = SenderDetails(brand: "Acme", postalAddress: "1 High Street")
    let links = RecipientLinks(
      unsubscribe: "https://r.example/u", unsubscribeAll: "https://r.example/a", preferences: "https://r.example/p")
    for (key, entry) in catalog.entries {
      switch key.channel {
      case .email:
        let source = try #require(EmailSource(json: entry.body))
        let email = try EmailRenderer.render(EmailTemplate(source), context: context, sender: sender, links: links)
        #expect(email.links.count == 1)
        #expect(email.text.contains(key.language == "de" ? "Guten Tag Dr. Asha," : "Hello Dr. Asha,"))
        #expect(!email.text.contains("{{") && !email.html.contains("{{"))
      default:
        let source = try #require(SMSSource(json: entry.body))
        let sms = try SMSRenderer.render(SMSTemplate(source), context: context, sender: sender, links: links)
        #expect(sms.text.hasPrefix("Dr. Rao, ") && sms.text.contains("STOP"))
        #expect(!sms.text.contains("  "))
      }
    }
  }
}
