import Foundation
import Domain
import JSON
import Signing
import TestKit

/// A study group that meets four times, from 1 December on, and whose members are invited: a host that tells, the handlers and a
/// provider.
final class InvitedGroup {
  static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
  /// The planned start of each meeting, by its number.
  static let starts = [
    71: "2026-12-01T18:00:00Z", 72: "2026-12-08T18:00:00Z", 73: "2026-12-15T18:00:00Z", 74: "2026-12-22T18:00:00Z",
  ]

  let school: School
  let provider: ScriptedProvider
  private let settings: [String: String]
  private var seen = 0

  /// With learners 1 and 2 in group 7; `settings` are the senders'.
  init(settings: [String: String] = [:]) throws {
    school = try School(campaigns: [CampaignVariant("quiet", ["rollout: 100%": "rollout: 1%"])])
    provider = try ScriptedProvider(.sendGrid)
    self.settings = settings.merging(["SENDGRID_BASE_URL": provider.address]) { $1 }
    try school.publish(URL(filePath: Self.campaign.write()))
    try school.database.run("update rekindle.campaigns set status = 'paused' where slug = 'quiet'")
    try school.admit(1...2, lastSeen: "2026-11-01T09:00:00Z")
    try tell("lms.group.updated", at: "2026-11-20T07:00:00Z", ["group_id": 7, "name": "Öland"])
    for (meeting, start) in Self.starts.sorted(by: { $0.key < $1.key }) {
      try tell("lms.meeting.created", at: "2026-11-20T07:00:00Z", Self.meeting(meeting, at: start, ["group_id": 7]))
    }
    for learner in 1...2 {
      try tell("lms.group.joined", at: "2026-11-20T07:30:00Z", ["group_id": 7, "user_id": .integer(learner)])
    }
    try school.detect(at: "2026-11-20T08:00:00Z")
    try carry(school.tick(at: "2026-11-20T10:00:00Z"))
  }

  /// What an event says of a meeting's time: an hour from `start` on.
  static func meeting(_ id: Int, at start: String, _ more: [String: JSON] = [:]) -> JSON {
    let end = Instant(rfc3339: start).map { ($0 + .hours(1)).rfc3339 } ?? ""
    return .object(
      ["meeting_id": .integer(id), "starts_at": .string(start), "ends_at": .string(end)].merging(more) { $1 })
  }

  /// The calendar objects that have left since the last look, unfolded, each with its learner's address.
  func mails() throws -> [(to: String, object: String)] {
    let mails: [(to: String, object: String)] = try provider.taken().dropFirst(seen).map { mail in
      let to = mail.content["personalizations"]?.array?.first?["to"]?.array?.first?["email"]?.string ?? ""
      let content = mail.content["attachments"]?.array?.first?["content"]?.string ?? ""
      let text = String(decoding: Data(base64Encoded: content) ?? Data(), as: UTF8.self)
      return (to, text.replacingOccurrences(of: "\r\n ", with: ""))
    }
    seen += mails.count
    return mails.sorted { $0.to < $1.to }
  }

  /// Tells one event, signed, and carries on what it causes, unless the bus is late with it.
  @discardableResult
  func tell(_ type: String, at time: String, _ data: JSON, busIsLate: Bool = false) throws -> [JSON] {
    let id = UUID().uuidString
    let body = JSON.object([
      "id": .string(id), "type": .string(type), "timestamp": .string(time), "data": data,
    ])
    guard let now = Instant(rfc3339: time), let signer = StandardWebhookSigner(secret: Self.secret) else { return [] }
    let stamp = "\(now.seconds)"
    let headers: JSON = [
      "webhook-id": .string(id), "webhook-timestamp": .string(stamp),
      "webhook-signature": .string(signer.signature(id: id, timestamp: stamp, body: body.bytes)),
    ]
    let request: JSON = [
      "version": "2.0", "rawPath": "/events/lms", "rawQueryString": "", "isBase64Encoded": false,
      "body": .string(body.text), "headers": headers,
      "requestContext": [
        "http": ["method": "POST", "path": "/events/lms", "sourceIp": "192.0.2.1"], "requestId": .string(id),
        "timeEpoch": .integer(now.seconds * 1000),
      ],
    ]
    let started = try school.start(
      "ingest", role: "rekindle_ingest", settings: ["REKINDLE_EVENT_SECRETS": "lms:\(Self.secret)"])
    let result = started.finish(stdin: school.event("http.request", at: time, data: request).bytes, timeout: 60)
    let reply = try JSON.parse(result.stdout)
    guard reply["body"]?.string?.contains(#""taken":1"#) == true else {
      throw Spawn.Failure(description: result.output + result.log)
    }
    let events = reply["events"]?.array ?? []
    return busIsLate ? events : try carry(events)
  }

  /// Has events taken, and all that they cause.
  @discardableResult
  func carry(_ events: [JSON]) throws -> [JSON] {
    var further: [JSON] = []
    for event in events {
      let (handler, role): (String, String) =
        switch event["type"] {
        case "detect.told", "detect.hourly": ("detect", "rekindle_detect")
        case "timer.schedule-tick": ("schedule-tick", "rekindle_tick")
        default: try school.sender(of: event)
        }
      let result = try school.start(handler, role: role, settings: settings).finish(stdin: event.bytes, timeout: 60)
      guard result.exitCode == 0 else { throw Spawn.Failure(description: result.output + result.log) }
      let caused = try JSON.parse(result.stdout)["events"]?.array ?? []
      further += caused + (try carry(caused))
    }
    return further
  }

  func rows(_ sql: String) throws -> [[String?]] { try school.database.rows(sql) }
}
