import Foundation
import JSON
import TestKit
import Testing

/// Messages that are asked for over the API, from the request to the provider.
@Suite(.database, .timeLimit(.minutes(20))) struct RequestedMessageTests {
  private static let now = "2026-07-01T10:00:00Z"
  private static let later = "2026-07-03T10:00:00Z"

  private func reminder(_ change: [String: JSON] = [:]) -> JSON {
    let body: [String: JSON] = [
      "job_id": "welcome_9", "run_at": .string(Self.later), "message_type": "meeting-reminder/soon",
      "recipients": [1, 2, 3], "context": ["meeting_title": "The first evening"],
    ]
    return .object(body.merging(change) { $1 })
  }

  /// Holds REQ-2-08, REQ-2-11.
  @Test func aMessageGoesOutAtOnceAndTheSameCallTwiceSendsItOnce() throws {
    let group = try StudyGroup()
    let body: JSON = [
      "user_id": 2, "message_type": "meeting-reminder/soon", "context": ["meeting_title": "A talk"],
      "job_id": "talk_2",
    ]
    let first = try group.ask("POST", "notifications", body, at: Self.now)
    #expect(first.status == 202 && first.body["outcome"] == "made" && first.body["run_at"]?.string == Self.now)
    try group.work(at: Self.now)
    let again = try group.ask("POST", "notifications", body, at: "2026-07-01T10:05:00Z")
    #expect(again.body["outcome"] == "known")
    try group.work(at: "2026-07-01T10:06:00Z")
    #expect(try group.messages() == ["2 soon sent"])
    #expect(try group.school.accepted().count == 1)
    let other = try group.ask(
      "POST", "notifications",
      [
        "user_id": 1, "message_type": "meeting-reminder/soon", "job_id": "talk_2",
        "context": ["meeting_title": "A talk"],
      ], at: Self.now)
    #expect(other.status == 409, "the name stands for one message")
  }

  /// Holds REQ-2-01, REQ-2-02, REQ-2-09, REQ-2-20, REQ-2-44.
  @Test func aReminderWaitsForItsTimeAndReachesEverybodyOnce() throws {
    let group = try StudyGroup()
    #expect(try group.ask("POST", "reminders", reminder(), at: Self.now).status == 202)
    #expect(try group.jobs("welcome*", at: Self.now) == ["welcome_9 2026-07-03T10:00 3"])
    try group.work(at: "2026-07-03T09:59:00Z")
    #expect(try group.messages() == [])
    for time in [Self.later, "2026-07-03T10:01:00Z"] { try group.work(at: time) }
    #expect(try group.messages() == (1...3).map { "\($0) soon sent" })
    let accepted = "select count(*) from rekindle.delivery_attempts where outcome = 'accepted'"
    #expect(try group.school.database.count(accepted) == 3)
    #expect(try group.jobs("welcome*", at: "2026-07-03T10:02:00Z") == [])
  }

  @Test func theSameNameIsReplacedAndACancelledOneReachesNobody() throws {
    let group = try StudyGroup()
    try group.ask("POST", "reminders", reminder(), at: Self.now)
    #expect(try group.ask("POST", "reminders", reminder(), at: Self.now).body["outcome"] == "known")
    let replaced = try group.ask(
      "POST", "reminders", reminder(["run_at": "2026-07-04T10:00:00Z", "recipients": [1, 2]]), at: Self.now)
    #expect(replaced.body["outcome"] == "replaced" && replaced.body["recipients"] == 2)
    #expect(try group.jobs("welcome_9", at: Self.now) == ["welcome_9 2026-07-04T10:00 2"])
    try group.ask("PATCH", "reminders/welcome_9", ["run_at": "2026-07-05T10:00:00Z"], at: Self.now)
    #expect(try group.jobs("welcome_9", at: Self.now) == ["welcome_9 2026-07-05T10:00 2"])
    let cancelled = try group.ask("DELETE", "reminders", query: "pattern=welcome_*", at: Self.now)
    #expect(cancelled.body["cancelled"] == ["welcome_9"])
    for time in [Self.later, "2026-07-04T10:00:00Z", "2026-07-05T10:00:00Z"] { try group.work(at: time) }
    #expect(try group.messages() == [])
  }

  @Test func whatWaitsForALearnerWhoIsHeldIsListedAndMovesAlong() throws {
    let group = try StudyGroup()
    try group.ask("POST", "reminders", reminder(["recipients": [1]]), at: Self.now)
    try group.work(at: Self.now)
    try group.school.database.run("select rekindle.hold_learner(1, null, true, '\(Self.now)')")
    let held = try group.jobs("welcome_9", at: Self.now)
    #expect(held == ["welcome_9 2026-07-03T10:00 1"])
    let moved = try group.ask("PATCH", "reminders/welcome_9", ["run_at": "2026-07-05T10:00:00Z"], at: Self.now)
    #expect(moved.body["recipients"] == 1)
    try group.school.database.run("select rekindle.hold_learner(1, null, false, '2026-07-02T10:00:00Z')")
    for time in ["2026-07-02T10:00:00Z", Self.later] { try group.work(at: time) }
    #expect(try group.messages() == [], "it was moved while it was held")
    try group.work(at: "2026-07-05T10:00:00Z")
    #expect(try group.messages() == ["1 soon sent"])
  }

  @Test func aMessageThatNobodyNamedAsksForNoName() throws {
    let group = try StudyGroup()
    try group.school.database.run("revoke select on rekindle.notification_jobs from rekindle_admin")
    let body: [String: JSON] = [
      "user_id": 2, "message_type": "meeting-reminder/soon", "context": ["meeting_title": "A talk"],
    ]
    #expect(try group.ask("POST", "notifications", .object(body), at: Self.now).status == 202)
    let named = body.merging(["job_id": "talk_2"]) { $1 }
    #expect(throws: (any Error).self) { try group.ask("POST", "notifications", .object(named), at: Self.now) }
  }

  /// Holds REQ-2-19, X-45.
  @Test func aReminderAboutAMeetingPrintsWhatItIsThenAndNothingOnceItIsGone() throws {
    let group = try StudyGroup()
    for (job, meeting) in [("one", 45), ("two", 456)] {
      let body = reminder([
        "job_id": .string(job), "subject_id": .integer(meeting), "recipients": [1], "context": [:],
      ])
      #expect(try group.ask("POST", "reminders", body, at: Self.now).status == 202)
    }
    try group.school.database.run(
      """
      update lms.meetings set title = 'Chapter three' where meeting_id = 45;
      update lms.meetings set cancelled_at = '2026-07-02' where meeting_id = 456;
      """)
    for time in [Self.later, "2026-07-03T10:01:00Z"] { try group.work(at: time) }
    #expect(try group.messages().sorted() == ["1 soon sent", "1 soon skipped subject_over"])
    let context = try group.school.database.value(
      """
      select c.context from rekindle.message_deliveries d cross join lateral rekindle.campaign_context(
        d.campaign_id, d.version, '2026-07-03T10:00Z', array[d.user_id], array[d.subject_id]) c where d.status = 'sent'
      """)
    #expect(context?.contains("Chapter three") == true)
  }

  @Test func whoSaidNoIsNotWrittenTo() throws {
    let group = try StudyGroup()
    try group.ask("POST", "reminders", reminder(), at: Self.now)
    try group.ask("POST", "learners/2/suppress", ["cause": "opt_out"], at: Self.now)
    try group.work(at: Self.later)
    #expect(try group.messages().sorted() == ["1 soon sent", "3 soon sent"])
    #expect(
      try group.school.database.value(
        "select status from rekindle.campaign_enrollments where rekindle.is_request(subject_id) and user_id = 2")
        == "unsubscribed")
    #expect(try group.school.database.rows("select rule from rekindle.violations").isEmpty)
  }

  @Test func aNoAboutAMeetingTakesBackAtOnceWhatWasAskedForAboutIt() throws {
    let group = try StudyGroup()
    let body = reminder(["recipients": [1, 2], "subject_id": 45, "context": [:]])
    try group.ask("POST", "reminders", body, at: Self.now)
    try group.school.tick(at: Self.later)
    try group.school.database.run(
      """
      select rekindle.suppress(1, 'all', 'subject', '', 0, 'meeting', 45, '', 'opt_out', 'support_request', '\(Self.later)', '\(Self.later)')
      """)
    #expect(try group.messages().sorted() == ["1 soon skipped opted_out", "2 soon scheduled"])
    #expect(
      try group.school.database.value(
        "select status from rekindle.campaign_enrollments where rekindle.is_request(subject_id) and user_id = 1")
        == "unsubscribed")
  }

  @Test func aNoAboutAMeetingOnOneChannelClosesThatChannelForWhatIsAskedForAboutIt() throws {
    let group = try StudyGroup()
    let body = reminder(["recipients": [1, 2], "subject_id": 45, "context": [:]])
    try group.ask("POST", "reminders", body, at: Self.now)
    try group.school.database.run(
      """
      select rekindle.suppress(1, 'sms', 'subject', '', 0, 'meeting', 45, '', 'opt_out', 'support_request', '\(Self.now)', '\(Self.now)')
      """)
    try group.school.tick(at: Self.later)
    #expect(
      try group.school.database.rows(
        "select user_id from rekindle.message_deliveries where channel = 'sms' and status = 'scheduled'") == [["2"]])
  }

  @Test func aReminderOfTheNightWaitsForTheHoursOfItsChannel() throws {
    let group = try StudyGroup()
    try group.ask("POST", "reminders", reminder(["run_at": "2026-07-03T08:30:00Z"]), at: Self.now)
    try group.work(at: "2026-07-03T08:30:00Z")
    #expect(try group.messages() == [])
    #expect(try group.jobs("welcome_9", at: "2026-07-03T08:31:00Z") == ["welcome_9 2026-07-03T09:00 3"])
    try group.work(at: "2026-07-03T09:00:00Z")
    #expect(try group.messages().count == 3)
  }

  @Test(
    arguments: [
      (["message_type": "meeting-reminder/never"], "no step of the campaign sends this message"),
      (["message_type": "nothing"], "no campaign has the name"),
      (["context": [:]], "meeting_title"),
      (["context": ["meeting_title": 5]], "meeting_title must be a text"),
      (["context": ["meeting_title": "A", "meeting_titel": "B"]], "meeting_titel is no value"),
      (["recipients": [1, 99]], "99"), (["job_id": "a b"], "letters, digits"),
      (["subject_id": 999, "context": [:]], "anything to write about"),
    ] as [([String: JSON], String)])
  func whatCannotBeSentIsRefusedByName(_ change: [String: JSON], _ words: String) throws {
    let group = try StudyGroup()
    let answer = try group.ask("POST", "reminders", reminder(change), at: Self.now)
    #expect(answer.status == 400)
    #expect(answer.body["detail"]?.string?.contains(words) == true, "\(answer.body.text)")
    #expect(try group.school.database.count("select count(*) from rekindle.notification_jobs") == 0)
  }

  @Test func whoIsForgottenTakesAlongWhatWasAskedForThemAlone() throws {
    let group = try StudyGroup()
    try group.ask("POST", "reminders", reminder(["job_id": "for_two", "recipients": [1, 2]]), at: Self.now)
    try group.ask("POST", "reminders", reminder(["job_id": "for_one", "recipients": [2]]), at: Self.now)
    let export = try group.ask("GET", "learners/2/export", at: Self.now)
    #expect(export.body["requests"]?.array?.compactMap { $0["job_id"]?.string } == ["for_one", "for_two"])
    #expect(try group.ask("DELETE", "learners/2", at: Self.now).status == 200)
    #expect(try group.jobs("for_*", at: Self.now) == ["for_two 2026-07-03T10:00 1"])
    #expect(
      try group.school.database.value("select string_agg(job_id, ' ') from rekindle.notification_jobs") == "for_two")
  }

  /// Holds REQ-2-21.
  @Test func thousandsOfRemindersArePlannedAtOnceAndFallDueTogether() throws {
    let group = try StudyGroup()
    try group.school.database.run(
      """
      insert into lms.users (user_id, first_name, email, phone_number, timezone)
      select i, 'First' || i, 'l' || i || '@learn.example', '+4478' || lpad(i::text, 8, '0'), 'UTC'
        from generate_series(1001, 4000) i
      """)
    for start in [1001, 2001, 3001] {
      let body = reminder([
        "job_id": .string("crowd_\(start)"), "recipients": .array((start..<start + 1000).map(JSON.integer)),
      ])
      #expect(try group.ask("POST", "reminders", body, at: Self.now).body["recipients"] == 1000)
    }
    #expect(try group.jobs("crowd_*", at: Self.now).count == 3)
    // A tick that has announced enough goes on in the next.
    while try group.school.tick(at: Self.later).contains(where: { $0["type"] == "timer.schedule-tick" }) {}
    #expect(try group.messages().count == 3000)
  }
}
