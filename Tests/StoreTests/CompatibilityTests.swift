import Domain
import Store
import TestKit
import Testing

/// Who reads tables of the source documents finds their columns, filled from the ledger.
@Suite(.database) struct CompatibilityTests {
  private static let start = Instant(seconds: 1_790_000_000)  // 2026-09-21T14:13:20Z

  static let columns = [
    "content_notifications": [
      "id uuid", "enrollment_id bigint", "user_id bigint", "course_id bigint", "status text", "stage integer",
      "first_detected_at timestamptz", "last_reminder_sent_at timestamptz", "next_reminder_due_at timestamptz",
      "email_count bigint", "sms_count bigint", "last_email_sent_at timestamptz", "last_sms_sent_at timestamptz",
      "completion_percentage numeric", "modules_completed integer", "total_modules integer",
      "last_activity_at timestamptz", "created_at timestamptz", "updated_at timestamptz", "completed_at timestamptz",
      "unsubscribed_at timestamptz",
    ],
    "course_reminder_logs": [
      "id uuid", "notification_id uuid", "user_id bigint", "course_id bigint", "channel text", "stage smallint",
      "template_used text", "scheduled_at timestamptz", "sent_at timestamptz", "delivered_at timestamptz",
      "opened_at timestamptz", "clicked_at timestamptz", "status text", "error_message text",
      "provider_message_id text", "created_at timestamptz",
    ],
    "course_unsubscribes": [
      "id uuid", "user_id bigint", "course_id bigint", "unsubscribed_at timestamptz", "reason text", "source text",
    ],
    "user_segments": [
      "user_id bigint", "segment_type text", "segment_data jsonb", "calculated_at timestamptz",
      "expires_at timestamptz",
    ],
  ]

  @Test(arguments: columns.keys.sorted()) func aViewHasTheDocumentsColumns(_ view: String) throws {
    let found = try TestDatabase.current().rows(
      """
      select a.attname || ' ' || replace(format_type(coalesce(nullif(t.typbasetype, 0), t.oid), null),
                                         'timestamp with time zone', 'timestamptz')
        from pg_attribute a join pg_type t on t.oid = a.atttypid
       where a.attrelid = ('rekindle.' || $1)::regclass and a.attnum > 0 order by a.attnum
      """, .text(view))
    #expect(found.compactMap { $0[0] } == Self.columns[view])
  }

  /// What the views are asked about.
  ///
  /// Learner 1: an active episode about course 1 with two emails, one that may have been sent, an SMS and one that failed; a completed one about
  /// course 2. Learner 2: an unsubscribed one. Learner 3: one about a lesson, which is no course.
  private func ledger() throws -> TestDatabase {
    let (test, start) = (try TestDatabase.current(), Self.start)
    try test.insert(
      .learner(1), .learner(2), .learner(3), .course(1), .course(2, modules: nil),
      .progress(of: 1, in: 1, percent: 40, modules: 4), .recipient(1, at: start), .recipient(2, at: start),
      .recipient(3, at: start), .campaign(at: start),
      .campaign("lesson", at: start).with(["topic": .text("lesson"), "subject_type": .text("lesson")]))
    try test.insert(
      .enrollment(of: 1, in: 1, dueAt: start + .days(30), at: start),
      .enrollment(of: 1, in: 2, status: "completed", at: start),
      .enrollment(of: 2, in: 1, status: "unsubscribed", at: start), .enrollment(of: 3, in: 1, campaign: 2, at: start))
    for occurrence in 1...3 {
      try test.insert(
        .delivery(
          of: 1, enrollment: 1, occurrence: occurrence, status: occurrence == 3 ? "presumed_sent" : "sent",
          at: start + .days(7 * occurrence)))
    }
    try test.insert(
      .delivery(of: 1, enrollment: 1, step: 1, channel: .sms, status: "sent", at: start + .days(22)).with([
        "provider_message_id": .text("SM1"), "clicked_at": .instant(start + .days(23)),
      ]),
      .delivery(of: 1, enrollment: 1, step: 2, channel: .whatsapp, status: "failed", at: start + .days(24)),
      .delivery(of: 3, enrollment: 4, campaign: 2, status: "sent", at: start))
    return test
  }

  private func id(_ number: Int) -> String { "00000000-0000-0000-0000-00000000000\(number)" }

  @Test func anEpisodeAboutACourseIsANotificationThatCountsItsMessages() throws {
    let rows = try ledger().rows(
      """
      select id, user_id, course_id, status, stage, email_count, sms_count, completion_percentage, modules_completed,
             total_modules from rekindle.content_notifications order by enrollment_id
      """)
    #expect(
      rows == [
        [id(1), "1", "1", "active", "3", "2", "1", "40.00", "4", "10"],
        [id(2), "1", "2", "completed", "1", "0", "0", "0.00", "0", nil],
        [id(3), "2", "1", "unsubscribed", "1", "0", "0", "0.00", "0", "10"],
      ])
  }

  @Test func aNotificationTellsWhenWhatHappened() throws {
    let start = Self.start
    let columns = [
      "first_detected_at", "last_reminder_sent_at", "next_reminder_due_at", "last_email_sent_at", "last_sms_sent_at",
      "updated_at", "completed_at", "unsubscribed_at",
    ]
    let seconds = columns.map { "extract(epoch from \($0))::bigint" }.joined(separator: ", ")
    let rows = try ledger().rows("select \(seconds) from rekindle.content_notifications order by enrollment_id")
    let (email, sms, over) = (start + .days(14), start + .days(22), start + .days(1))
    let expected: [[Instant?]] = [
      [start, sms, start + .days(30), email, sms, sms, nil, nil], [start, nil, nil, nil, nil, over, over, nil],
      [start, nil, nil, nil, nil, over, nil, over],
    ]
    #expect(rows == expected.map { $0.map { $0.map { String($0.seconds) } } })
  }

  @Test(arguments: [(0, 1), (1, 2), (2, 2), (3, 3), (4, 3), (5, 4), (50, 4)])
  func theStageFollowsFromTheEmailsSent(_ emails: Int, _ stage: Int) throws {
    let test = try TestDatabase.current()
    #expect(try test.count("select rekindle.stage($1)", .int(emails)) == stage)
    #expect(
      try test.count("select 1 + width_bucket($1::bigint, $2::bigint[])", .int(emails), .ints(ReminderStage.starts))
        == stage)
  }

  @Test func aMessageAboutACourseIsALogLine() throws {
    let rows = try ledger().rows(
      """
      select id, notification_id, user_id, course_id, channel, stage, template_used, status, error_message,
             provider_message_id, sent_at is not null, clicked_at is not null, created_at = scheduled_at
        from rekindle.course_reminder_logs order by id
      """)
    let email = [id(1), "1", "1", "email", "1", "email_stage_1"]
    #expect(
      rows == [
        [id(1)] + email + ["sent", nil, nil, "t", "f", "t"], [id(2)] + email + ["sent", nil, nil, "t", "f", "t"],
        [id(3)] + email + ["presumed_sent", nil, nil, "t", "f", "t"],
        [id(4), id(1), "1", "1", "sms", "1", "sms_standard", "clicked", nil, "SM1", "t", "t", "t"],
        [id(5), id(1), "1", "1", "whatsapp", "1", "welcome-back", "failed", "expired", nil, "f", "f", "t"],
      ])
  }

  @Test func anOptOutOfCoursesIsAnUnsubscribe() throws {
    let test = try ledger()
    let say = { (user: Int, columns: KeyValuePairs<String, Bind>) in
      Fixture(
        "rekindle.suppressions",
        [
          "user_id": .int(user), "reason": .text("opt_out"), "source": .text("email_link"), "opt_outs": .int(1),
          "created_at": .instant(Self.start),
        ]
      ).with(columns)
    }
    try test.insert(
      say(1, ["scope": .text("subject"), "subject_type": .text("course"), "subject_id": .int(7)]),
      say(2, ["scope": .text("topic"), "topic": .text("course"), "source": .text("one_click")]),
      say(3, ["scope": .text("all")]),
      say(4, ["scope": .text("subject"), "subject_type": .text("lesson"), "subject_id": .int(7)]),
      say(5, ["scope": .text("topic"), "topic": .text("news")]),
      say(6, ["scope": .text("all"), "channel": .text("sms")]),
      say(7, ["scope": .text("all"), "reason": .text("complaint"), "source": .text("provider")]),
      say(8, ["scope": .text("all"), "lifted_at": .instant(Self.start)]))
    let rows = try test.rows(
      """
      select id, user_id, course_id, extract(epoch from unsubscribed_at)::bigint, reason, source
        from rekindle.course_unsubscribes order by id
      """)
    let at = String(Self.start.seconds)
    #expect(
      rows == [
        [id(1), "1", "7", at, "opt_out", "email_link"], [id(2), "2", nil, at, "opt_out", "one_click"],
        [id(3), "3", nil, at, "opt_out", "email_link"],
      ])
  }
}
