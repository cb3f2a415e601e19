import Foundation
import JSON
import TestKit

/// A school that runs shipped campaigns.
extension School {
  /// A school with these campaigns and no other, WhatsApp's templates approved; of its learners 1 to `learners`, who live in UTC and
  /// take course 1, the first has agreed to WhatsApp.
  static func running(_ campaigns: [String], learners: Int) throws -> School {
    let school = try School(on: .current(), settings: ["REKINDLE_LINK_HOSTS": "learn.example.org"])
    for campaign in campaigns { try school.publish(PackageFolder.url.appending(path: "campaigns/\(campaign)")) }
    try school.admit(1...learners, lastSeen: "2026-11-01T09:00:00Z")
    try school.database.run(
      """
      select rekindle.note_template('meta', t.name, 'en', 'approved', null, null, null, '2026-11-01')
        from (select distinct m.content #>> '{whatsapp,template,name}' as name
                from rekindle.campaign_versions v cross join lateral jsonb_each(v.messages) m(key, content)) t
       where t.name is not null;
      insert into rekindle.consents (user_id, channel, is_granted, source, given_at)
      values (1, 'whatsapp', true, 'form', '2026-11-01');
      update lms_data.users set last_name = 'Rao';
      insert into lms_data.course_enrolments select u, 1, '2026-11-01Z', null from generate_series(1, \(learners)) u
      """)
    return school
  }

  /// Ticks at each time, and again where the tick has asked for detection, and sends what is due.
  func pass(_ times: String...) throws {
    for time in times where try carryOut(tick(at: time)) { _ = try carryOut(tick(at: time)) }
  }

  /// Does what a tick announces; whether detection was part of it.
  private func carryOut(_ announcements: [JSON]) throws -> Bool {
    let detections = announcements.filter { $0["type"] == "detect.hourly" }
    for detection in detections { try run("detect", role: "rekindle_detect", detection) }
    for announcement in announcements where announcement["type"]?.string?.hasPrefix("delivery.") == true {
      try send(announcement)
    }
    return !detections.isEmpty
  }

  /// What went out so far: `learner step channel` with the day and time at which it did.
  func sent() throws -> [String] {
    try database.rows(
      """
      select concat_ws(' ', d.user_id, v.definition #>> array['steps', d.step::text, 'id'], d.channel,
               to_char(d.sent_at at time zone 'UTC', 'DD HH24:MI'))
        from rekindle.message_deliveries d
        join rekindle.campaign_versions v on v.campaign_id = d.campaign_id and v.version = d.version
       where d.status = 'sent' order by date_trunc('minute', d.sent_at), d.user_id, d.id
      """
    ).compactMap { $0[0] }
  }

  /// Tells detection that the host has said something about a learner, and what follows.
  func hear(_ type: String, of learner: Int, at time: String) throws {
    let news = event(type, at: time, data: ["user_id": .integer(learner)])
    let reply = try JSON.parse(run("detect", role: "rekindle_detect", news).stdout)
    if reply["events"]?.array?.contains(where: { $0["type"] == "timer.schedule-tick" }) == true { try pass(time) }
  }
}
