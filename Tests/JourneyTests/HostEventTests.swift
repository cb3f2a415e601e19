import Domain
import Foundation
import JSON
import Signing
import Store
import TestKit
import Testing

/// What a host tells, from the signed request to the message in the ledger, through the built handlers and a bus.
@Suite(.database, .timeLimit(.minutes(20))) struct HostEventTests {
  static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
  static let reminder = MadeUpCampaign(
    "session-reminder", subject: "session", enter: "  event: lms.registration.created",
    segment: """
      select r.user_id, r.session_id as subject_id, null::timestamptz as last_activity_at
        from lms.session_registrations r join lms.sessions s on s.session_id = r.session_id
       where r.cancelled_at is null and s.cancelled_at is null and s.starts_at > as_of
      """
  ).replacing("campaign.yaml", "    every: 7 days", "    before: { starts_at: 1 day }\n    useful_for: 2 hours")
    .with("state.sql", "select s.starts_at from lms.sessions s where s.session_id = subject and s.cancelled_at is null")
  let database: TestDatabase

  init() throws {
    database = try TestDatabase.current()
    try database.insert([.learner(1), .learner(2)])
    let result = try run(
      "publish", role: "rekindle_owner",
      event("deploy.publish", at: "2026-06-01T00:00:00Z", ["path": .string(try Self.reminder.write())]))
    try #require(result.exitCode == 0, "\(result.output)")
    try tell("lms.session.scheduled", at: "2026-06-30T08:00:00Z", session("2026-07-20T09:00:00Z", ["title": "Live"]))
  }

  private func session(_ start: String, _ more: [String: JSON] = [:]) -> JSON {
    let ends = Instant(rfc3339: start).map { ($0 + .hours(1)).rfc3339 } ?? ""
    return .object(["session_id": 5, "starts_at": .string(start), "ends_at": .string(ends)].merging(more) { $1 })
  }

  private func messages() throws -> [String?] {
    try database.rows(
      "select user_id || ' ' || to_char(slot_at at time zone 'UTC', 'MM-DD HH24:MI') || ' ' || status from rekindle.message_deliveries order by 1"
    ).map { $0[0] }
  }

  @Test func aRegistrationEntersAtOnceAndAMovedSessionMovesItsReminder() throws {
    try tell("lms.registration.created", at: "2026-06-30T08:01:00Z", ["session_id": 5, "user_id": 1])
    #expect(try database.count("select count(*) from rekindle.campaign_enrollments where status = 'active'") == 1)
    try tell("lms.session.moved", at: "2026-06-30T09:00:00Z", session("2026-07-10T07:00:00Z"))
    #expect(try messages() == [], "neither of the two days is tomorrow")
    try tell("lms.registration.created", at: "2026-06-30T09:30:00Z", ["session_id": 5, "user_id": 2])
    try tell("lms.session.moved", at: "2026-06-30T10:00:00Z", session("2026-07-01T09:30:00Z"))
    #expect(
      try messages() == ["1 06-30 09:30 scheduled", "2 06-30 09:30 scheduled"],
      "half an hour late is still a reminder, for everybody who has registered")
  }

  @Test func aCancelledSessionRemindsNobody() throws {
    try tell("lms.registration.created", at: "2026-06-30T08:01:00Z", ["session_id": 5, "user_id": 1])
    try tell("lms.session.cancelled", at: "2026-06-30T09:00:00Z", ["session_id": 5])
    try tick(at: "2026-07-19T09:00:00Z")
    #expect(try messages().filter { $0?.hasSuffix("scheduled") == true } == [])
    try tell("lms.registration.created", at: "2026-06-30T09:30:00Z", ["session_id": 5, "user_id": 2])
    #expect(try database.count("select count(*) from rekindle.campaign_enrollments where user_id = 2") == 0)
  }

  @Test func newsThatConcernNobodyAskNobody() throws {
    #expect(
      try tell("lms.learner.updated", at: "2026-06-30T09:00:00Z", ["user_id": 2, "first_name": "Lee"]) == [])
    #expect(
      try tell("lms.registration.created", at: "2026-06-30T09:00:00Z", ["session_id": 5, "user_id": 2])
        == ["detect.told", "timer.schedule-tick"])
  }
}

extension HostEventTests {
  /// Tells one event, signed, and carries on what it causes; the types of the events that followed.
  @discardableResult
  private func tell(_ type: String, at time: String, _ data: JSON) throws -> [String] {
    let id = UUID().uuidString
    let body = JSON.object([
      "id": .string(id), "type": .string(type), "timestamp": .string(time), "data": data,
    ]).text
    let now = try #require(Instant(rfc3339: time))
    let signer = try #require(StandardWebhookSigner(secret: Self.secret))
    let signature = signer.signature(id: id, timestamp: "\(now.seconds)", body: Array(body.utf8))
    let request: JSON = [
      "version": "2.0", "rawPath": "/events/lms", "rawQueryString": "", "isBase64Encoded": false, "body": .string(body),
      "headers": [
        "webhook-id": .string(id), "webhook-timestamp": .string("\(now.seconds)"),
        "webhook-signature": .string(signature),
      ],
      "requestContext": [
        "http": ["method": "POST", "path": "/events/lms", "sourceIp": "192.0.2.1"], "requestId": .string(id),
        "timeEpoch": .integer(now.seconds * 1000),
      ],
    ]
    let result = try run("ingest", role: "rekindle_ingest", request)
    let reply = try JSON.parse(result.output)
    try #require(reply["statusCode"] == 200, "\(result.output)")
    try #require(reply["body"]?.string?.contains(#""taken":1"#) == true, "\(result.output)")
    return try carry(reply)
  }

  private func carry(_ reply: JSON) throws -> [String] {
    var types: [String] = []
    for event in reply["events"]?.array ?? [] {
      let type = event["type"]?.string ?? ""
      types.append(type)
      switch type {
      case "detect.told": types += try carry(JSON.parse(run("detect", role: "rekindle_detect", event).output))
      case "timer.schedule-tick": _ = try run("schedule-tick", role: "rekindle_tick", event)
      default: break
      }
    }
    return types
  }

  private func tick(at time: String) throws {
    _ = try run("schedule-tick", role: "rekindle_tick", event("timer.schedule-tick", at: time, nil))
  }

  private func event(_ type: String, at time: String, _ data: JSON?) -> JSON {
    var event: [String: JSON] = [
      "specversion": "1.0", "id": .string(UUID().uuidString), "source": "/test", "type": .string(type),
      "time": .string(time),
    ]
    event["data"] = data
    return .object(event)
  }

  private func run(_ handler: String, role: String, _ event: JSON) throws -> Spawn.Result {
    let environment = [
      "DATABASE_URL": database.url(role: role), "REKINDLE_CLOCK": "event",
      "REKINDLE_EVENT_SECRETS": "lms:\(Self.secret)",
    ]
    return try Spawn(built: handler, environment: environment, timeout: 60).run(event.text)
  }
}
