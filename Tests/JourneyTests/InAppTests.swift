import Domain
import Foundation
import JSON
import Signing
import Store
import TestKit
import Testing

/// What learners see in the app, from the campaign's word to the mark that they read it.
@Suite(.database, .timeLimit(.minutes(20))) struct InAppTests {
  private static let campaign = MadeUpCampaign(
    "circle", subject: "course", enter: "  after: 1 hour",
    segment: "select u.user_id, 1::bigint as subject_id, null::timestamptz as last_activity_at from lms.users u"
  )
  .replacing("campaign.yaml", "channels: [sms]", "channels: [sms]\n    notice: seen")
  .with(
    "messages/seen.inapp.md",
    """
    ---
    title: "{{first_name}}, the group waits"
    type: group
    link: "https://learn.example/groups"
    ---
    Your **group** meets.

    """)

  private static let enrolledAt = "2026-11-20T08:00:00Z"
  private static let dueAt = "2026-11-20T10:00:00Z"
  private static let readAt = "2026-11-20T11:00:00Z"

  /// Learners 1 to `count`, who have got what the campaign writes.
  private func school(_ count: Int = 2) throws -> School {
    let school = try School(campaigns: [CampaignVariant("quiet", ["rollout: 100%": "rollout: 1%"])])
    try school.publish(URL(filePath: Self.campaign.write()))
    try school.database.run("update rekindle.campaigns set status = 'paused' where slug = 'quiet'")
    try school.admit(1...count, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: Self.enrolledAt)
    // One message of an episode is reserved at a look; the notice is found at the next.
    for time in [Self.dueAt, "2026-11-20T10:01:00Z"] {
      for announcement in try school.tick(at: time) { try school.send(announcement) }
    }
    return school
  }

  private func ask(
    _ school: School, _ method: String, _ path: String, query: String = "", key: String?, body: JSON? = nil,
    at time: String = readAt
  ) throws -> (status: Int, body: JSON) {
    try school.ask(
      "notices", role: "rekindle_notices", method, path, query: query, key: key, body: body, at: time)
  }

  private func token(_ school: School, of learner: Int, marks: Bool = true) throws -> String {
    let answer = try ask(
      school, "POST", "/notifications/tokens", key: "host-key",
      body: ["user_id": .integer(learner), "hours": 2, "mark": .bool(marks)])
    #expect(answer.status == 201)
    return try #require(answer.body["token"]?.string)
  }

  /// Holds REQ-1-02, REQ-1-11, REQ-1-12, REQ-1-55.
  @Test func aNoticeStandsBesideTheMessageAndIsReadOnce() throws {
    let school = try school()
    #expect(
      try school.database.rows("select user_id::text, channel, status from rekindle.message_deliveries order by 1, 2")
        == [["1", "inapp", "sent"], ["1", "sms", "sent"], ["2", "inapp", "sent"], ["2", "sms", "sent"]])
    let token = try token(school, of: 1)
    let list = try ask(school, "GET", "/notifications", key: token)
    let notices = try #require(list.body["notifications"]?.array)
    #expect(notices.count == 1 && list.body["next"] == .null)
    let notice = try #require(notices.first)
    #expect(notice["title"] == "First1, the group waits" && notice["message"] == "Your group meets.")
    #expect(notice["type"] == "group" && notice["read"] == false && notice["user_id"] == 1)
    #expect(notice["link"]?.string?.hasPrefix("https://learn.example/c/") == true)
    #expect(try ask(school, "GET", "/notifications/unread-count", key: token).body == ["unread": 1])
    let id = try #require(notice["id"]?.integer)
    let marked = try ask(school, "POST", "/notifications/\(id)/read", key: token)
    #expect(marked.body["read"] == true && marked.body["read_at"] == .string(Self.readAt))
    let again = try ask(school, "POST", "/notifications/\(id)/read", key: token, at: "2026-11-20T11:30:00Z")
    #expect(again.body["read_at"] == .string(Self.readAt))
    #expect(try ask(school, "GET", "/notifications", query: "unread=true", key: token).body["notifications"] == [])
    #expect(
      try school.database.rows("select user_id::text from rekindle.message_deliveries where opened_at is not null")
        == [["1"]])
    let other = try self.token(school, of: 2)
    #expect(try ask(school, "POST", "/notifications/\(id)/read", key: other).status == 404)
    #expect(try ask(school, "POST", "/notifications/read-all", key: other).body == ["marked": 1])
    #expect(try ask(school, "POST", "/notifications/read-all", key: other).body == ["marked": 0])
  }

  @Test func aTokenOpensItsOwnLearnersNoticesUntilItExpires() throws {
    let school = try school()
    let token = try token(school, of: 1, marks: false)
    #expect(try ask(school, "GET", "/notifications", key: token).status == 200)
    #expect(try ask(school, "POST", "/notifications/read-all", key: token).status == 403)
    #expect(try ask(school, "GET", "/notifications", key: token, at: "2026-11-20T13:00:01Z").status == 401)
    for key in [nil, "", token + "x", "host-key"] {
      #expect(try ask(school, "GET", "/notifications", key: key).status == 401)
    }
    #expect(try ask(school, "POST", "/notifications/tokens", key: token, body: ["user_id": 2]).status == 401)
  }

  @Test func theHostShowsANoticeOnceForEachKey() throws {
    let school = try school()
    let body: JSON = [
      "user_id": 2, "type": "approval", "title": "Approved", "message": "Ann was approved", "link": "/people/7",
      "key": "approval-7",
    ]
    let first = try ask(school, "POST", "/notifications", key: "host-key", body: body)
    let second = try ask(school, "POST", "/notifications", key: "host-key", body: body)
    #expect(first.status == 201 && second.status == 200 && first.body == second.body)
    let token = try token(school, of: 2)
    #expect(try ask(school, "GET", "/notifications", query: "type=%00", key: token).status == 200)
    let list = try ask(school, "GET", "/notifications", query: "type=approval&limit=1", key: token)
    #expect(list.body["notifications"]?.array?.first?["link"] == "/people/7")
    let unknown = try ask(
      school, "POST", "/notifications", key: "host-key", body: ["user_id": 99, "title": "x", "message": "y"])
    #expect(unknown.status == 404)
    for link in ["http://x.example", "javascript:alert(1)", "//x.example", "/\\x.example", "/\tx"] {
      let refused = try ask(
        school, "POST", "/notifications", key: "host-key",
        body: ["user_id": 2, "title": "x", "message": "y", "link": .string(link)])
      #expect(refused.status == 422)
    }
  }

  /// Holds REQ-1-03.
  @Test func theDatabaseItselfShowsALearnersNoticesToNobodyElse() throws {
    let school = try school()
    let role = try school.database.connect(role: "rekindle_notices")
    #expect(try role.texts("select count(*)::text from rekindle.notifications") == [["0"]])
    try role.runScript("begin; set local rekindle.learner = '1'", named: "learner 1")
    #expect(try role.texts("select distinct user_id::text from rekindle.notifications") == [["1"]])
    #expect(
      try role.texts("update rekindle.notifications set read_at = '2026-11-20' where user_id = 2 returning id::text")
        == [])
    let error = #expect(throws: StoreError.self) {
      try role.texts(
        "insert into rekindle.notifications (user_id, title, body, created_at) values (2, 'x', 'y', '2026-11-20') returning '1'"
      )
    }
    #expect(error?.sqlState == "42501")
  }

  @Test func whatIsErasedAndExportedHasTheNoticesToo() throws {
    let school = try school()
    let exported = try #require(try school.database.value("select rekindle.export_learner(1)->'notices'->0->>'title'"))
    #expect(exported == "First1, the group waits")
    try school.database.run("select rekindle.erase_learner(1, '\(Self.readAt)')")
    #expect(try school.database.rows("select distinct user_id::text from rekindle.notifications") == [["2"]])
  }

  /// Holds REQ-2-03, REQ-2-43.
  @Test func aSwitchOfTheSettingsPageBindsAMessageThatIsReservedAlready() throws {
    let reminder = Self.campaign.replacing("campaign.yaml", "class: transactional", "class: reminder")
      .replacing("campaign.yaml", "channels: [sms]\n    notice: seen", "channels: [discord]")
      .with("messages/text.discord.md", "---\n---\nHello {{first_name}}.\n").without("messages/seen.inapp.md")
      .without("messages/text.sms.md")
    let school = try School(campaigns: [CampaignVariant("quiet", ["rollout: 100%": "rollout: 1%"])])
    try school.publish(URL(filePath: reminder.write()))
    try school.database.run("update rekindle.campaigns set status = 'paused' where slug = 'quiet'")
    try school.admit(1...2, lastSeen: "2026-11-15T09:00:00Z")
    try school.database.run(
      """
      insert into lms_data.other_addresses values (1, 'discord', '80351110224678101'), (2, 'discord', '<@80351110224678102>')
      """)
    try school.detect(at: Self.enrolledAt)
    let announcements = try school.tick(at: Self.dueAt)
    let path = "/api/learners/1/preferences"
    func preferences(_ method: String, _ body: JSON? = nil) throws -> JSON {
      try school.ask(
        "campaign-admin", role: "rekindle_admin", method, path, key: "admin-key", body: body, at: Self.dueAt
      ).body
    }
    let off: JSON = ["dm_notifications_enabled": false, "email_notifications_enabled": true]
    #expect(try preferences("POST", ["dm_notifications_enabled": false]) == off)
    #expect(try preferences("GET") == off)
    for announcement in announcements { try school.send(announcement) }
    let ledger = try school.database.rows(
      "select concat_ws(' ', user_id, status, reason) from rekindle.message_deliveries order by user_id")
    #expect(ledger == [["1 skipped opted_out"], ["2 sent"]])
    #expect(
      try preferences("POST", ["dm_notifications_enabled": true])
        == ["dm_notifications_enabled": true, "email_notifications_enabled": true])
  }
}
