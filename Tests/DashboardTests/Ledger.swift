import Domain
import JSON
import Store
import TestKit

/// A small ledger as of noon on 21 November 2026 (UTC): four learners, two courses, one campaign.
enum Ledger {
  static let now = "2026-11-21T12:00:00Z"

  /// Episodes: 1 active after two emails and an SMS, 2 completed, 3 active and due with one failed email, 4 unsubscribed.
  static func database() throws -> TestDatabase {
    let database = try TestDatabase.current()
    try database.run(
      """
      insert into lms.users (user_id, first_name, email, phone_number) values
        (1, 'Ada', 'ada.canary@learner.example', '+15550100001'), (2, 'Bob', 'bob@learner.example', null),
        (3, 'Cy', 'cy@learner.example', null), (4, 'Di', 'di@learner.example', null);
      insert into lms.courses (course_id, name) values (1, 'Stroke <care> & more');
      insert into lms.user_course_progress (user_id, course_id, completion_percentage) values (1, 1, 40), (2, 1, 60);
      insert into lms.user_activities values (1, 1, '2026-11-01', 'course_page_view'), (2, 1, '2026-11-16', 'course_page_view');
      insert into rekindle.recipients (user_id, created_at) select u, '2026-11-01' from generate_series(1, 4) u;
      create function rekindle_campaigns.course_completion_v1_states(as_of timestamptz, learners bigint[], subjects bigint[])
        returns table (user_id bigint, subject_id bigint, goal_at timestamptz, is_relevant boolean,
                       last_activity_at timestamptz, anchors jsonb, facts jsonb) language sql stable as $$
          select k.learner, k.subject, null::timestamptz, true,
                 (select max(a.activity_date) from lms.user_activities a
                   where a.user_id = k.learner and a.course_id = k.subject and a.activity_date <= as_of),
                 null::jsonb, null::jsonb
            from unnest(learners, subjects) k(learner, subject) $$;
      """)
    try publish(on: database)
    try episode(1, learner: 1, course: 1, slot: "2026-11-27", used: 2, status: "active", on: database)
    try episode(2, learner: 1, course: 2, slot: nil, used: 1, status: "completed", on: database)
    try episode(3, learner: 2, course: 1, slot: "2026-11-21T09:00:00Z", used: 2, status: "active", on: database)
    try episode(4, learner: 3, course: 1, slot: nil, used: 1, status: "unsubscribed", on: database)
    try message(1, of: 1, 1, sent: "2026-11-15T09:00:00Z", status: "presumed_sent", on: database)
    try message(
      2, of: 1, 2, sent: "2026-11-20T09:00:00Z", facts: ["delivered", "opened", "clicked"], on: database)
    try message(3, of: 1, 1, channel: "sms", sent: "2026-11-20T09:05:00Z", facts: ["clicked"], on: database)
    try message(4, of: 2, 1, sent: "2026-11-20T09:00:00Z", facts: ["bounced"], on: database)
    try message(5, of: 3, 1, sent: nil, status: "skipped", reason: "day_cap", scheduled: "2026-11-13", on: database)
    try message(
      6, of: 3, 2, sent: nil, status: "failed", reason: "invalid_address", scheduled: "2026-11-20", on: database)
    try message(7, of: 4, 1, sent: "2026-11-20T09:00:00Z", facts: ["opened"], on: database)
    return database
  }

  private static func publish(on database: TestDatabase) throws {
    let step = { (id: String, timing: Step.Timing, channel: Channel, requires: [Channel: Int]) in
      Step(
        id: id, timing: timing, channels: [channel], requires: requires,
        templates: [StageTemplate(from: 1, name: id == "sms" ? "sms" : "welcome-back")])
    }
    let campaign = Campaign(
      slug: "course-completion", title: "Course completion", messageClass: .marketing, topic: "course",
      subject: "course",
      exclusiveGroup: "course",
      enter: EntryRule(
        .silence(inactiveDays: 3, lookbackDays: 30), delay: .hours(1), reentryAfter: .days(30)),
      maximumMessages: [.email: 8], sendWindows: [:], fallbackZone: nil, retry: .standard,
      steps: [
        step("email", .every(.days(7)), .email, [:]), step("sms", .every(.days(30)), .sms, [.email: 2]),
      ])
    _ = try database.connect().texts(
      """
      with c as (
        insert into rekindle.campaigns (slug, title, class, topic, subject_type, current_version, created_at)
        values ('course-completion', 'Course completion', 'marketing', 'course', 'course', 1, '2026-01-01') returning id)
      insert into rekindle.campaign_versions (campaign_id, version, content_hash, definition, messages, published_at)
      select id, 1, 'hash', $1::jsonb, '{}', '2026-01-01' from c
      """, [.json(campaign.json)])
  }

  private static func episode(
    _ id: Int, learner: Int, course: Int, slot: String?, used: Int, status: String, on database: TestDatabase
  ) throws {
    let anchor = slot.map { "timestamptz '\($0)' - interval '168 hours' * \(used)" } ?? "'2026-11-06'"
    let isActive = status == "active"
    try database.run(
      """
      insert into rekindle.campaign_enrollments (id, user_id, subject_id, campaign_id, version, status, enrolled_at,
        anchor_at, last_activity_at, steps, next_due_at, end_reason, ended_at) overriding system value
      values (\(id), \(learner), \(course), 1, 1, '\(status)', '2026-11-06', \(anchor), '2026-11-16',
        '[{"occurrences": \(used)\(slot == nil ? ", \"ended\": true" : "")}, {"occurrences": \(id == 1 ? 1 : 0), "ended": true}]',
        \(isActive ? "'\(slot ?? "")'" : "null"), \(isActive ? "null" : status == "completed" ? "'goal_reached'" : "'opted_out'"),
        \(isActive ? "null" : "'2026-11-20T10:00:00Z'"))
      """)
  }

  static func message(
    _ id: Int, of episode: Int, _ occurrence: Int, channel: String = "email", sent: String?, status: String = "sent",
    reason: String? = nil, scheduled: String? = nil, facts: [String] = [], on database: TestDatabase
  ) throws {
    let at = "'\(sent ?? scheduled ?? now)'"
    let columns = facts.map { ", \($0)_at" }.joined()
    let values = facts.map { _ in ", \(at)::timestamptz + interval '1 hour'" }.joined()
    try database.run(
      """
      insert into rekindle.message_deliveries (id, user_id, enrollment_id, subject_id, campaign_id, version, step, occurrence,
        stage, channel, class, status, template, reason, slot_at, scheduled_at, not_before, expires_at, sent_at\(columns))
      overriding system value
      select \(id), e.user_id, e.id, e.subject_id, 1, 1, \(channel == "sms" ? 1 : 0), \(occurrence), 1, '\(channel)',
        'marketing', '\(status)', 'welcome-back', \(reason.map { "'\($0)'" } ?? "null"), \(at), \(at), \(at),
        \(at)::timestamptz + interval '48 hours', \(sent == nil ? "null" : at)\(values)
      from rekindle.campaign_enrollments e where e.id = \(episode)
      """)
  }
}
