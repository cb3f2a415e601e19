import Domain
import Foundation
import FunctionContract
import FunctionHost
import JSON
import Processes
import Signing
import Store
import TestKit

/// A platform on which every handler stays warm: events are posted, what follows them is carried on, and everything is said to a
/// model that judges it.
final class DateSchool {
  private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
  private let school: School
  private let texts: TextRecorder
  private let ledger: Connection
  private var warm: [String: SpawnedProcess] = [:]
  private var announced: [JSON] = []
  private var seen = 0
  private(set) var model: DateModel
  private(set) var sent = 0
  private(set) var ticks = 0

  init(learners zones: [Int: String]) throws {
    let database = try TestDatabase.current()
    for (learner, zone) in zones { try database.insert(.learner(learner, zone: zone)) }
    texts = try TextRecorder()
    school = try School(
      on: database,
      settings: ["TWILIO_BASE_URL": texts.address, "REKINDLE_EVENT_SECRETS": "lms:\(Self.secret)"])
    ledger = try database.connect()
    model = DateModel(zones: zones)
    for campaign in DatedCampaign.all { try school.publish(URL(filePath: campaign.folder.write())) }
  }

  deinit {
    for process in warm.values { _ = process.finish() }
  }

  /// Posts events and carries on what they cause.
  func tell(_ events: [HostTruth.Event], at now: Instant) throws {
    for event in events { model.truth.take(event) }
    let reply = try answer("ingest", role: "rekindle_ingest", request(events, at: now))
    guard reply["statusCode"] == 200, reply["body"]?.string?.contains(#""reason":"refused""#) == false else {
      throw Spawn.Failure(description: "\(reply.text) to \(events.map(\.json.text))")
    }
    try carry(reply, at: now)
  }

  /// A tick of the clock, and further ones minute by minute while somebody's reminder waits for another's; the time of the last.
  func tick(at time: Instant, sends: Bool) throws -> Instant {
    var now = time
    try tickOnce(school.event("timer.schedule-tick", at: now.rfc3339), at: now)
    if sends { try send(at: now) }
    while model.isAnybodyWaiting, model.faults.isEmpty {
      now = now + .minutes(1)
      try tickOnce(school.event("timer.schedule-tick", at: now.rfc3339), at: now)
      if sends { try send(at: now) }
    }
    return now
  }

  /// The day's run of detection.
  func detect(at now: Instant) throws {
    try carry(
      try answer("detect", role: "rekindle_detect", school.event("timer.detect", at: now.rfc3339)), at: now)
  }

  /// Sends everything that was announced.
  func send(at now: Instant) throws {
    for announcement in announced {
      _ = try answer("send-sms", role: "rekindle_send_sms", announcement.with(time: now.rfc3339))
    }
    announced = []
    let taken = texts.take()
    sent += taken.count
    model.sent(at: now, try taken.map { (try reminder(of: $0.delivery), $0.text) })
  }

  /// Carries on what a reply causes: everything that detection is told first, then the ticks that it asks for.
  private func carry(_ reply: JSON, at now: Instant) throws {
    var events = reply["events"]?.array ?? []
    for event in events where event["type"] == "detect.told" {
      events += try answer("detect", role: "rekindle_detect", event)["events"]?.array ?? []
    }
    for event in events where event["type"] == "timer.schedule-tick" { try tickOnce(event, at: now) }
  }

  private func tickOnce(_ event: JSON, at now: Instant) throws {
    ticks += 1
    let reply = try answer("schedule-tick", role: "rekindle_tick", event)
    announced += (reply["events"]?.array ?? []).filter { $0["type"] == "delivery.sms.due" }
    let rows = try ledger.texts(
      """
      select d.id::text, d.status, to_char(d.slot_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
        from rekindle.message_deliveries d where d.id > $1::bigint order by d.id
      """, [.int(seen)])
    seen = rows.last?[0].flatMap { Int($0) } ?? seen
    model.tick(
      at: now,
      reserved: try rows.filter { $0[1] != "skipped" }.compactMap { row in
        guard let id = row[0].flatMap({ Int($0) }), let slot = row[2].flatMap({ Instant(rfc3339: $0) }) else {
          return nil
        }
        return (try reminder(of: id), slot)
      })
  }

  private func reminder(of delivery: Int) throws -> DateModel.Reminder {
    let row =
      try ledger.texts(
        """
        select c.slug, d.step::text, d.user_id::text, d.subject_id::text from rekindle.message_deliveries d
          join rekindle.campaigns c on c.id = d.campaign_id where d.id = $1::bigint
        """, [.int(delivery)]
      ).first?.compactMap { $0 } ?? []
    guard row.count == 4, let step = Int(row[1]), let learner = Int(row[2]), let subject = Int(row[3]) else {
      throw Spawn.Failure(description: "no delivery \(delivery)")
    }
    return DateModel.Reminder(campaign: row[0], step: step, learner: learner, subject: subject)
  }

  private func answer(_ handler: String, role: String, _ event: JSON) throws -> JSON {
    let process = try warm[handler] ?? school.start(handler, ["--stream"], role: role)
    warm[handler] = process
    let reply = try JSON.parse(process.answer(event.bytes))
    guard reply["exitCode"] == nil else { throw Spawn.Failure(description: "\(handler): \(reply.text)") }
    return reply
  }

  private func request(_ events: [HostTruth.Event], at now: Instant) throws -> JSON {
    let body = JSON.array(events.map(\.json)).text
    let id = UUID().uuidString
    guard let signer = StandardWebhookSigner(secret: Self.secret) else { throw Spawn.Failure(description: "no key") }
    let headers = [
      "webhook-id": id, "webhook-timestamp": "\(now.seconds)",
      "webhook-signature": signer.signature(id: id, timestamp: "\(now.seconds)", body: Array(body.utf8)),
    ]
    return [
      "version": "2.0", "rawPath": "/events/lms", "rawQueryString": "", "isBase64Encoded": false,
      "body": .string(body), "headers": .object(headers.mapValues(JSON.string)),
      "requestContext": [
        "http": ["method": "POST", "path": "/events/lms", "sourceIp": "192.0.2.1"], "requestId": .string(id),
        "timeEpoch": .integer(now.seconds * 1000),
      ],
    ]
  }
}
