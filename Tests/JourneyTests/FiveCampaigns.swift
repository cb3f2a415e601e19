import Foundation
import JSON
import Store
import TestKit

/// The shipped campaigns on a runner's stage of its own, and a month of the five that compete.
struct FiveCampaigns {
  static let slugs = [
    "aida-agents", "certificate-unclaimed", "course-completion", "course-incomplete", "session-no-show",
  ]

  /// What a simulated month came to.
  struct Month {
    /// Promises that did not hold, with counts.
    let broken: [String]
    /// Of the five those that wrote to nobody.
    let silent: [String]
    /// Learners who got messages of two campaigns or more.
    let sharedLearners: Int
    /// Learners whom course-incomplete took over.
    let takenOver: Int
    /// Messages that had to give way to a cap or a gap and were too late after it.
    let heldBack: Int
  }

  private let data: LearnerData

  /// Publishes the campaigns.
  init(on data: LearnerData) throws {
    self.data = data
    for slug in Self.slugs { try data.runner("publish", PackageFolder.url.appending(path: "campaigns/\(slug)").path) }
  }

  /// Lets detection run on the evening of a day.
  static func detect(on day: String, _ data: LearnerData) throws {
    let url = try data.runner("database", "url").output.trimmingCharacters(in: .whitespacesAndNewlines)
    let event: JSON = [
      "specversion": "1.0", "id": "1", "source": "/timers", "type": "timer.detect", "time": .string("\(day)T20:00:00Z"),
    ]
    let environment = [
      "DATABASE_URL": url.replacing("postgres@", with: "rekindle_detect@"), "REKINDLE_CLOCK": "event",
    ]
    let result = try Spawn(built: "detect", environment: environment, timeout: 120).run(event.text)
    guard result.exitCode == 0 else { throw Spawn.Failure(description: result.output) }
  }

  /// Lets so many days pass in the copy `rekindle_simulation`, which stays.
  func simulate(days: Int, from date: String) throws -> Month {
    let simulated = try data.runner("simulate", "--days", "\(days)", "--from", date, "--json", "--who", "0", "--keep")
    let report = try JSON.parse(simulated.output.split(separator: "\n").last.map(String.init) ?? "")
    let violations = report["violations"]?.array?.map { "\($0["rule"]?.string ?? "") \($0["count"]?.integer ?? 0)" }
    let connection = try data.connect("rekindle_simulation")
    let broken = try Self.promises.map { promise in
      (promise.rule, try connection.texts(promise.sql).first?.first.flatMap { $0 }.flatMap { Int($0) } ?? -1)
    }.filter { $0.1 != 0 }.map { "\($0.0) \($0.1)" }
    let written = Set(
      (report["ledger"]?.array ?? []).filter { $0["status"] == "sent" }.compactMap { $0["campaign"]?.string })
    let count = { (sql: String) in try connection.texts(sql).first?.first.flatMap { $0 }.flatMap { Int($0) } ?? 0 }
    return Month(
      broken: (violations ?? ["no report"]) + broken,
      silent: Self.slugs.filter { !written.contains($0) },
      sharedLearners: try count(
        """
        select count(*)::text from (select from rekindle.message_deliveries where status = 'sent' group by user_id
                                     having count(distinct campaign_id) > 1) x
        """),
      takenOver: try count(
        "select count(*)::text from rekindle.campaign_enrollments where end_reason = 'taken_over'"),
      heldBack: try count(
        """
        select count(*)::text from rekindle.message_deliveries
         where status = 'skipped' and reason in ('day_cap', 'week_cap', 'channel_gap')
        """))
  }

  /// What `rekindle.violations` does not ask: each counts what must not be.
  private static let promises: [(rule: String, sql: String)] = [
    (
      "outside the hours of its channel",
      """
      select count(*)::text from rekindle.message_deliveries d join rekindle.reach r using (user_id)
        join rekindle.campaign_versions v on v.campaign_id = d.campaign_id and v.version = d.version
       cross join lateral (select v.definition #> array['send_windows', d.channel::text] as hours) allowed
       cross join lateral (select d.sent_at at time zone coalesce(r.time_zone, 'Asia/Kolkata') as at) local
       cross join lateral (select (extract(hour from local.at) * 60 + extract(minute from local.at))::int as minute) clock
       where d.status = 'sent'
         and not clock.minute between (allowed.hours->>'from')::int and (allowed.hours->>'to')::int
      """
    ),
    (
      "two campaigns of one group at once",
      """
      select count(*)::text from (
        select from rekindle.campaign_enrollments where status in ('active', 'paused') and exclusive_group is not null
         group by user_id, subject_id, exclusive_group having count(*) > 1) x
      """
    ),
    (
      "written to by a campaign that another took over from",
      """
      select count(*)::text from rekindle.message_deliveries d join rekindle.campaign_enrollments e on e.id = d.enrollment_id
       where e.end_reason = 'taken_over' and d.sent_at > e.ended_at
      """
    ),
    (
      "entered after an opt-out",
      """
      select count(*)::text from rekindle.campaign_enrollments e
        join rekindle.campaigns c on c.id = e.campaign_id
        join rekindle.suppressions s on s.user_id = e.user_id and s.created_at < e.enrolled_at
       where rekindle.covers(s, c.class, c.topic, c.id, c.subject_type, e.subject_id, 'all', null)
      """
    ),
    (
      "written to after an opt-out",
      """
      select count(*)::text from rekindle.message_deliveries d
        join rekindle.campaigns c on c.id = d.campaign_id
        join rekindle.suppressions s on s.user_id = d.user_id and s.created_at < d.sent_at
       where rekindle.covers(s, c.class, c.topic, c.id, c.subject_type, d.subject_id, d.channel, null)
      """
    ),
    (
      "a trial was named that nobody granted",
      """
      select count(*)::text from rekindle.campaign_enrollments e join rekindle.campaigns c on c.id = e.campaign_id
       where c.slug = 'aida-agents' and e.status = 'active' and not e.is_holdout
         and not exists (select from lms.trials t where t.user_id = e.user_id and t.granted_at >= e.enrolled_at)
      """
    ),
  ]
}
