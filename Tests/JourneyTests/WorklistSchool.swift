import Foundation
import JSON
import TestKit

/// A school whose campaign ends with a call: a text message at once, a person two days later, a last text message on day 5.
struct WorklistSchool {
  static let enrolledAt = "2026-11-20T08:00:00Z"
  static let calledAt = "2026-11-22T10:00:00Z"
  /// When people look at the list: a sender's clock moves on while it works, so its items are younger than its tick.
  static let askedAt = "2026-11-22T10:30:00Z"
  static let call = """
    ---
    title: "Call {{first_name}}"
    tries: 2
    again: 3 days
    ---
    {{first_name}} has been **quiet** since the first message.

    Ask what keeps them from going on.

    """

  static let campaign = MadeUpCampaign(
    "comeback", subject: "course", enter: "  after: 1 hour\n  inactive_days: 3\n  lookback_days: 30",
    segment: """
      select a.user_id, a.course_id as subject_id, max(a.activity_date) as last_activity_at from lms.user_activities a
       where a.activity_date <= as_of group by 1, 2
      """
  )
  .replacing("campaign.yaml", "class: transactional", "class: reminder")
  .replacing(
    "campaign.yaml", "  - id: text\n    every: 7 days\n    channels: [sms]\n    template: text\n",
    """
      - { id: text, day: 0, channels: [sms], template: text }
      - { id: call, day: 2, channels: [worklist], template: call }
      - { id: last, day: 5, channels: [sms], template: text }

    """
  )
  .with(
    "activity.sql",
    """
    select a.activity_date as last_activity_at from lms.user_activities a
     where a.user_id = learner and a.course_id = subject and a.activity_date <= as_of order by a.activity_date desc limit 1
    """
  )
  .with("messages/call.worklist.md", call)

  let school: School

  /// Learners 1 to `count` have got their first message; the call has not come.
  init(_ count: Int = 2, _ campaign: MadeUpCampaign = campaign) throws {
    school = try School(campaigns: [CampaignVariant("quiet", ["rollout: 100%": "rollout: 1%"])])
    try school.publish(URL(filePath: campaign.write()))
    try school.database.run("update rekindle.campaigns set status = 'paused' where slug = 'quiet'")
    try school.admit(1...count, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: Self.enrolledAt)
    try day("2026-11-20T10:00:00Z")
  }

  /// A tick, and everything that it announces.
  func day(_ time: String) throws {
    for announcement in try school.tick(at: time) { try school.send(announcement) }
  }

  /// A key for the list, by whose name it is known who has taken an item.
  func key(_ name: String, _ scopes: JSON = ["tutor", "personal"]) throws -> String {
    let made = try school.ask(
      "campaign-admin", role: "rekindle_admin", "POST", "/api/keys", key: "admin-key",
      body: ["name": .string(name), "scopes": scopes], at: Self.enrolledAt)
    return made.body["key"]?.string ?? ""
  }

  func ask(
    _ method: String, _ path: String, key: String, query: String = "", body: JSON? = nil, at time: String = askedAt
  ) throws -> (status: Int, body: JSON) {
    try school.ask(
      "campaign-admin", role: "rekindle_admin", method, "/api/worklist" + path, query: query, key: key, body: body,
      at: time)
  }

  /// The ids of what stands.
  func items(key: String, query: String = "", at time: String = askedAt) throws -> [Int] {
    let list = try ask("GET", "", key: key, query: query, at: time)
    return list.body["items"]?.array?.compactMap { $0["id"]?.integer } ?? [-list.status]
  }

  /// A column of the enrolments in the order of their learners.
  func enrolments(_ column: String) throws -> [String?] {
    try school.database.rows("select \(column) from rekindle.campaign_enrollments order by user_id").map { $0[0] }
  }
}
