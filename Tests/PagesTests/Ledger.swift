import Domain
import Store
import TestKit

/// A small ledger: learner 1 in courses 1 and 2, learner 2 in course 1, and the deliveries that the tests name.
enum Ledger {
  static let now = Instant(seconds: 1_795_255_200)  // 2026-11-21T10:00:00Z
  static let email = "ada.canary@learner.example"
  static let phone = "+15550100001"

  /// Deliveries: 1 sent to learner 1 about course 1, 2 and 3 scheduled for courses 1 and 2, 4 an SMS scheduled for
  /// course 2, 5 sent to learner 2, 6 whatever `states` says.
  static func database() throws -> TestDatabase {
    let database = try TestDatabase.current()
    try database.run(
      """
      insert into lms.users (user_id, first_name, last_name, email, phone_number) values
        (1, 'Adacanary', 'Lovecanary', '\(email)', '\(phone)'), (2, 'Bob', 'Bee', 'bob@learner.example', '+15550100002');
      insert into lms.courses (course_id, name) values (1, 'Stroke <care> & more'), (2, 'Sepsis');
      insert into rekindle.campaigns (slug, title, class, topic, subject_type, current_version, created_at) values
        ('course-completion', 'Course completion', 'marketing', 'course', 'course', 1, '2026-01-01');
      insert into rekindle.campaign_versions (campaign_id, version, content_hash, definition, messages, published_at)
        values (1, 1, 'hash', '{"enter": {"reentry_after": 2592000}, "steps": [{"channels": ["email"]}, {"channels": ["sms", "email"]}]}',
          '{}', '2026-01-01');
      insert into rekindle.recipients (user_id, created_at) values (1, '2026-11-01'), (2, '2026-11-01');
      insert into rekindle.campaign_enrollments
        (id, user_id, subject_id, campaign_id, version, enrolled_at, anchor_at, steps, next_due_at)
      overriding system value
      select i, u, c, 1, 1, '2026-11-01', '2026-11-01', '[]', '2026-12-01' from (values (1, 1, 1), (2, 1, 2), (3, 2, 1)) e(i, u, c);
      create function rekindle_campaigns.course_completion_v1_contexts(as_of timestamptz, learners bigint[], subjects bigint[])
        returns table (user_id bigint, subject_id bigint, context text) language sql stable as $$
          select k.learner, k.subject, json_build_object('subject_name', c.name)::text
            from unnest(learners, subjects) k(learner, subject) join lms.courses c on c.course_id = k.subject $$;
      """)
    try add(1, learner: 1, enrollment: 1, course: 1, occurrence: 1, "sent", to: database)
    try add(2, learner: 1, enrollment: 1, course: 1, occurrence: 2, "scheduled", to: database)
    try add(3, learner: 1, enrollment: 2, course: 2, occurrence: 1, "scheduled", to: database)
    try add(4, learner: 1, enrollment: 2, course: 2, occurrence: 1, "scheduled", channel: "sms", to: database)
    try add(5, learner: 2, enrollment: 3, course: 1, occurrence: 1, "sent", to: database)
    return database
  }

  /// One more delivery in any state that the ledger knows.
  static func add(
    _ id: Int, learner: Int, enrollment: Int, course: Int, occurrence: Int, _ status: String, channel: String = "email",
    to database: TestDatabase
  ) throws {
    let isOpen = ["scheduled", "sending", "unknown"].contains(status)
    let isSent = ["sent", "presumed_sent"].contains(status)
    try database.run(
      """
      insert into rekindle.message_deliveries (id, user_id, enrollment_id, subject_id, campaign_id, version, step, occurrence,
        stage, attempt, channel, class, status, template, reason, address_hash, slot_at, scheduled_at, not_before, expires_at,
        attention_at, lease_token, lease_until, unknown_at, sent_at)
      overriding system value
      values (\(id), \(learner), \(enrollment), \(course), 1, 1, 0, \(occurrence), 1, \(status == "scheduled" ? 0 : 1),
        '\(channel)', 'marketing', '\(status)', 'welcome-back',
        \(["skipped", "failed"].contains(status) ? "'expired'" : "null"), \(hash(of: learner, on: channel)), '2026-11-20', '2026-11-20', '2026-11-20',
        '2026-11-30', \(isOpen ? "'2026-11-20'" : "null"), \(status == "sending" ? "7" : "null"),
        \(status == "sending" ? "'2026-11-20T10:02:00Z'" : "null"),
        \(status == "unknown" ? "'2026-11-20T10:02:00Z'" : "null"), \(isSent ? "'2026-11-20T10:00:00Z'" : "null"))
      """)
  }

  /// The expression for the hash of a learner's address on a channel.
  static func hash(of learner: Int, on channel: String) -> String {
    "(select a.address_hash from rekindle.addresses a where a.user_id = \(learner) and a.channel = '\(channel)')"
  }

  /// Everything that a request may change, as text.
  static func state(_ database: TestDatabase) throws -> [[String?]] {
    try database.rows(
      """
      select 's', user_id::text, channel, scope, topic, subject_type || subject_id, reason, source, (lifted_at is not null)::text
        from rekindle.suppressions
      union all select 'd', id::text, status, reason, null, null, null, null, null from rekindle.message_deliveries
      union all select 'e', id::text, status, end_reason, null, null, null, null, null from rekindle.campaign_enrollments
      union all select 'v', delivery_id::text, kind, detail, null, null, null, null, null from rekindle.delivery_events
      order by 1, 2, 3, 4
      """)
  }

  /// The suppressions as `learner channel scope what reason source`, whatever the addresses for which they stand too.
  static func nos(_ database: TestDatabase) throws -> [String] {
    try database.rows(
      """
      select distinct concat_ws(' ', user_id, channel, scope, nullif(topic, ''), nullif(subject_type || subject_id, '0'), reason, source)
        from rekindle.suppressions where lifted_at is null order by 1
      """
    ).compactMap { $0[0] }
  }
}
