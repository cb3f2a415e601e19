import Cryptography
import Domain
import Encoding
import JSON
import TestKit
import Testing

@Suite(.database)
struct AnswerTests {
  private func ask(_ path: String) throws -> JSON {
    let answer = try Dashboard(database: try Ledger.database()).ask(path)
    #expect(answer.status == 200, "\(answer.text)")
    return answer.json
  }

  /// Holds REQ-0-72, REQ-1-66.
  @Test
  func theOverviewCountsEpisodesAndSentMessages() throws {
    #expect(
      try ask("/dashboard/course-reminders/overview")
        == [
          "active_notifications": 2, "completed_notifications": 1, "unsubscribed_notifications": 1,
          "total_emails_sent": 3, "total_sms_sent": 1, "avg_completion_percentage": .number(25),
        ] as JSON)
  }

  @Test
  func withoutAnyDataEveryFigureIsZero() throws {
    let dashboard = Dashboard(database: try TestDatabase.current())
    let overview = try dashboard.ask("/dashboard/course-reminders/overview").json
    #expect(overview.object?.values.allSatisfy { $0.double == 0 } == true && overview.object?.count == 6)
    let members = [
      "by-stage": "stages", "delivery-stats": "stats", "top-courses": "courses", "user/7": "notifications",
    ]
    for (path, member) in members {
      #expect(try dashboard.ask("/dashboard/course-reminders/\(path)").json == [member: []])
    }
  }

  /// Holds REQ-0-73.
  @Test
  func stagesAreThoseOfActiveEpisodesAscending() throws {
    #expect(
      try ask("/dashboard/course-reminders/by-stage")
        == [
          "stages": [
            ["stage": 1, "count": 1, "avg_completion": .number(60), "total_emails": 0, "total_sms": 0],
            ["stage": 2, "count": 1, "avg_completion": .number(40), "total_emails": 1, "total_sms": 1],
          ]
        ] as JSON)
  }

  /// Holds REQ-0-74, X-92, X-95.
  @Test
  func messagesCountByFactsOnTheDayTheyWereSentAClickImpliesOpenedAndDelivered() throws {
    let email: JSON = [
      "date": "2026-11-20", "channel": "email", "sent": 3, "delivered": 2, "opened": 2, "clicked": 1, "failed": 2,
      "open_rate": .number(100), "click_rate": .number(50),
    ]
    let sms: JSON = [
      "date": "2026-11-20", "channel": "sms", "sent": 1, "delivered": 1, "opened": nil, "clicked": 1, "failed": 0,
      "open_rate": nil, "click_rate": .number(100),
    ]
    let older: JSON = [
      "date": "2026-11-15", "channel": "email", "sent": 0, "delivered": 0, "opened": 0, "clicked": 0, "failed": 0,
      "open_rate": .number(0), "click_rate": .number(0),
    ]
    #expect(try ask("/dashboard/course-reminders/delivery-stats") == ["stats": [email, sms, older]] as JSON)
  }

  @Test(arguments: [(1, 0), (2, 2), (6, 2), (7, 3), (90, 3)])
  func daysAreTodayAndThoseBeforeIt(days: Int, rows: Int) throws {
    #expect(try ask("/dashboard/course-reminders/delivery-stats?days=\(days)")["stats"]?.array?.count == rows)
  }

  /// Holds REQ-0-75.
  @Test
  func coursesComeByTheirActiveRemindersOneThatThePlatformForgotStillHasAName() throws {
    let courses = try ask("/dashboard/course-reminders/top-courses")["courses"]
    #expect(courses?.array?.map { $0["course_name"]?.string } == ["Stroke <care> & more", "Course 2"])
    #expect(courses?.array?.first?["active_reminders"] == 2)
    #expect(try ask2("/dashboard/course-reminders/top-courses?limit=1")["courses"]?.array?.count == 1)
  }

  /// Holds REQ-0-76.
  @Test
  func aLearnersRemindersHaveThePromisedFieldsTheLatestMessageFirst() throws {
    let rows = try #require(try ask("/dashboard/course-reminders/user/1")["notifications"]?.array)
    #expect(rows.map { $0["status"] } == ["active", "completed"])
    #expect(
      Set(rows[0].object.map { Array($0.keys) } ?? []) == [
        "notification_id", "course_name", "status", "stage", "completion_percentage", "email_count", "sms_count",
        "last_reminder_sent_at", "next_reminder_due_at",
      ])
    #expect(rows[0]["last_reminder_sent_at"] == "2026-11-20T09:05:00Z")
    #expect(rows[0]["next_reminder_due_at"] == "2026-11-27T00:00:00Z")
    #expect(rows[1]["next_reminder_due_at"] == nil as JSON)
  }

  /// Holds X-98.
  @Test(arguments: [
    "course-reminders/delivery-stats?days=0", "course-reminders/delivery-stats?days=91",
    "course-reminders/delivery-stats?days=7%20or%201=1", "course-reminders/top-courses?limit=51",
    "course-reminders/top-courses?limit=-1", "course-reminders/user/x", "jobs?limit=0", "explain",
  ])
  func whatIsOutOfBoundsIsRefusedWithWhatToChange(path: String) throws {
    let answer = try Dashboard(database: try TestDatabase.current()).ask("/dashboard/\(path)")
    #expect(answer.status == 400)
    #expect(answer.json["error"]?["message"]?.string?.isEmpty == false)
  }

  @Test
  func anUnknownPathListsTheKnownOnesAndOnlyGETAndHEADAreAnswered() throws {
    let dashboard = Dashboard(database: try TestDatabase.current())
    let answer = try dashboard.ask("/dashboard/course-reminders")
    #expect(answer.status == 404 && answer.text.contains("/metrics"))
    #expect(try dashboard.ask("/dashboard/jobs", method: "DELETE").status == 405)
    let head = try dashboard.ask("/dashboard/jobs", method: "HEAD")
    #expect(head.status == 200 && head.text.isEmpty)
  }

  @Test
  func thePageShowsTheSameFiguresEscapesWhatItShowsAndKeepsToItself() throws {
    let dashboard = Dashboard(database: try Ledger.database())
    let answer = try dashboard.ask("/dashboard?user=1&campaign=course-completion")
    #expect(answer.status == 200)
    let css = try #require(answer.text.firstMatch(of: /<style>((?s).*?)<\/style>/)?.1)
    let digest = Base64.standard.encode(Digest.sha256.hash(Array(css.utf8)))
    #expect(answer.headers["content-security-policy"]?.contains("style-src 'sha256-\(digest)'") == true)
    #expect(answer.text.contains("Stroke &lt;care&gt; &amp; more"))
    #expect(answer.text.contains("<dt>Active</dt><dd>2</dd>"))
    #expect(answer.text.contains("Not due before"))
    #expect(!answer.text.contains("canary"), "no personal data")
    #expect(answer.text.matches(of: /<script[^>]*>/).map { String($0.0) } == PlotTests.scripts, "none of its own")
    #expect(answer.headers["content-security-policy"]?.contains("script-src 'self';") == true)
    let unknown = try dashboard.ask("/dashboard?user=%3Cb%3E&campaign=nope")
    #expect(unknown.text.contains("No campaign has this name.") && unknown.text.contains("value=\"&lt;b&gt;\""))
  }

  private func ask2(_ path: String) throws -> JSON {
    try Dashboard(database: try TestDatabase.current()).ask(path).json
  }
}
