import Foundation
import JSON
import TestKit

/// Learners 1 to 3 in a group that meets on the 10th (meeting 45) and, as another group, on the 20th (meeting 456), with a
/// campaign that reminds them under names, and somebody who asks the API.
struct StudyGroup {
  static let campaign = MadeUpCampaign(
    "meeting-reminder", subject: "meeting", enter: "  hourly: true",
    segment: """
      select g.user_id, m.meeting_id as subject_id, null::timestamptz as last_activity_at
        from lms.group_members g join lms.meetings m on m.group_id = g.group_id
       where m.starts_at > as_of and m.cancelled_at is null and g.left_at is null
      """
  )
  .replacing("campaign.yaml", "class: transactional", "class: reminder")
  .replacing(
    "campaign.yaml", "    every: 7 days",
    "    before: { starts_at: 1 day }\n    useful_for: 2 hours\n    job: meeting_{subject}_reminder_24h"
  )
  .replacing(
    "campaign.yaml", "    template: text",
    """
        template: text
      - id: soon
        before: { starts_at: 1 hour }
        job: meeting_{subject}_reminder_1h
        channels: [sms]
        template: soon
    """
  )
  .replacing(
    "campaign.yaml", "steps:", "send_window: { sms: \"09:00-21:00\", zone: learner, fallback_zone: UTC }\nsteps:"
  )
  .with("goal.sql", "select null::timestamptz as reached_at where false")
  .with("state.sql", "select m.starts_at from lms.meetings m where m.meeting_id = subject and m.cancelled_at is null")
  .with(
    "context.sql",
    """
    select u.first_name, m.title as meeting_title from lms.users u join lms.meetings m on m.meeting_id = subject
     where u.user_id = learner and m.cancelled_at is null
    """
  )
  .with("messages/text.sms.md", "---\nshorten: []\n---\n{{first_name}}, {{meeting_title}} is tomorrow.\n")
  .with("messages/soon.sms.md", "---\nshorten: []\n---\n{{first_name}}, {{meeting_title}} is about to begin.\n")
  .with("samples/learner.json", #"{"first_name": "Ann", "meeting_title": "Chapter two"}"#)

  let school: School

  init() throws {
    school = try School(on: .current())
    try school.publish(URL(filePath: Self.campaign.write()))
    try school.admit(1...3, lastSeen: "2026-01-01T09:00:00Z")
    try school.database.run(
      """
      insert into lms.groups (group_id, name) values (7, 'Readers'), (8, 'Writers');
      insert into lms.group_members (group_id, user_id, joined_at)
        select * from (values (7, 1), (7, 2), (7, 3), (8, 1)) m(g, u), (values ('2026-06-01'::timestamptz)) j(at);
      insert into lms.meetings (meeting_id, group_id, title, starts_at, ends_at) values
        (45, 7, 'Chapter two', '2026-07-10T12:00Z', '2026-07-10T13:00Z'),
        (456, 8, 'Drafts', '2026-07-20T12:00Z', '2026-07-20T13:00Z');
      """)
    try school.detect(at: "2026-07-01T09:00:00Z")
    try school.tick(at: "2026-07-01T09:00:00Z")
  }

  @discardableResult
  func ask(
    _ method: String, _ path: String, query: String = "", _ body: JSON? = nil, at time: String
  ) throws -> (status: Int, body: JSON) {
    try school.ask(
      "campaign-admin", role: "rekindle_admin", method, "/api/\(path)", query: query, key: "admin-key", body: body,
      at: time)
  }

  /// The named jobs as `name next run recipients`.
  func jobs(_ pattern: String = "*", at time: String) throws -> [String] {
    let answer = try ask("GET", "reminders", query: "pattern=\(pattern)", at: time)
    return (answer.body["items"]?.array ?? [answer.body]).map { job in
      let time = job["next_run_at"]?.string?.prefix(16) ?? "never"
      return "\(job["job_id"]?.string ?? job.text) \(time) \(job["recipients"]?.integer ?? 0)"
    }
  }

  /// Lets a minute's tick and its senders run.
  func work(at time: String) throws {
    for announcement in try school.tick(at: time) where announcement["type"]?.string?.hasSuffix(".due") == true {
      try school.send(announcement)
    }
  }

  /// The ledger as `learner message status reason`, in the order of its rows.
  func messages() throws -> [String] {
    try school.database.rows(
      "select concat_ws(' ', user_id, template, status, reason) from rekindle.message_deliveries order by id"
    ).compactMap { $0[0] }
  }
}
