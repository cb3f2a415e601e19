import Domain
import Foundation
import JSON
import Signing
import Store
import TestKit

/// A platform of study groups that tells its events, with shipped campaigns and the built handlers around them.
struct StudyPlatform {
  private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
  /// An account on Discord for each learner, and the group's channel.
  static let account = 80_351_110_224_678_900
  static let channel = "381870553235193857"

  let school: School
  /// What takes the mails, as they are; nil where the runner's stand-in does.
  let provider: ScriptedProvider?

  /// Group 7 and its channel, learners 1 to `learners` with a mailbox and an account on Discord, in Kolkata.
  init(_ campaigns: [String], learners: Int = 3, keepsMail: Bool = false) throws {
    provider = keepsMail ? try ScriptedProvider(.sendGrid) : nil
    var settings = [
      "REKINDLE_EVENT_SECRETS": "lms:\(Self.secret)", "REKINDLE_LINK_HOSTS": "learn.example,discord.com",
    ]
    if let provider { settings["SENDGRID_BASE_URL"] = provider.address }
    school = try School(on: .current(), settings: settings)
    for name in campaigns { try school.publish(PackageFolder.url.appending(path: "campaigns/\(name)")) }
    try school.database.run(
      """
      insert into lms_data.links values ('profile', 'https://learn.example/profile'),
        ('lesson', 'https://learn.example/lessons/{id}'), ('discord_channel', 'https://discord.com/channels/42/{id}');
      insert into lms_data.users (user_id, first_name, email, timezone)
      select i, 'First' || i, 'learner' || i || '@learn.example', 'Asia/Kolkata' from generate_series(1, \(learners)) i;
      insert into lms_data.other_addresses
      select i, 'discord', (\(Self.account) + i)::text from generate_series(1, \(learners)) i;
      insert into lms_data.groups (group_id, name, discord_channel_id) values (7, 'Kestrel', '\(Self.channel)');
      update rekindle.rate_limits set per_second = 1000, burst = 1000, tokens = 1000 where provider = 'discord/dm'
      """)
  }

  /// Tells one event, signed, and carries on what it causes, to the provider.
  func tell(_ type: String, at time: String, _ data: JSON) throws {
    let reply = try JSON.parse(school.run("ingest", role: "rekindle_ingest", request(type, at: time, data)).stdout)
    guard reply["statusCode"] == 200, reply["body"]?.string?.contains(#""kept":0"#) == true else {
      throw Spawn.Failure(description: reply.text)
    }
    try carry(reply["events"]?.array ?? [])
  }

  /// Lets the hourly run pass, and what is due with it.
  func hour(at time: String) throws {
    let result = try school.run("detect", role: "rekindle_detect", school.event("detect.hourly", at: time))
    guard result.exitCode == 0 else { throw Spawn.Failure(description: result.output + result.log) }
    try tick(at: time)
  }

  /// Ticks once, and sends what is due.
  func tick(at time: String) throws { try carry(try school.tick(at: time)) }

  /// Everything in the ledger, as `learner step channel status reason`, in order.
  func ledger(where condition: String = "true") throws -> [String] {
    try school.database.rows(
      """
      select concat_ws(' ', case when d.user_id < 0 then 'group' else d.user_id::text end,
               coalesce(v.definition->'steps'->d.step->>'id', d.template), d.channel, d.status, d.reason)
        from rekindle.message_deliveries d
        join rekindle.campaign_versions v on v.campaign_id = d.campaign_id and v.version = d.version
        join rekindle.campaigns c on c.id = d.campaign_id
       where \(condition) order by d.user_id, d.slot_at, d.id
      """
    ).compactMap { $0[0] }
  }

  /// What went out, as `learner step channel`.
  func sent() throws -> [String] {
    try ledger(where: "d.status = 'sent'").map { $0.replacing(" sent", with: "") }
  }

  /// Does what events ask for, to the provider.
  func carry(_ events: [JSON]) throws {
    for event in events {
      switch event["type"]?.string ?? "" {
      case "detect.told":
        let result = try school.run("detect", role: "rekindle_detect", event)
        guard result.exitCode == 0 else { throw Spawn.Failure(description: result.output + result.log) }
        try carry(try JSON.parse(result.stdout)["events"]?.array ?? [])
      case "timer.schedule-tick":
        let result = try school.run("schedule-tick", role: "rekindle_tick", event)
        guard result.exitCode == 0 else { throw Spawn.Failure(description: result.output + result.log) }
        try carry(try JSON.parse(result.stdout)["events"]?.array ?? [])
      case let type where type.hasPrefix("delivery."): try school.send(event)
      default: break
      }
    }
  }

  private func request(_ type: String, at time: String, _ data: JSON) throws -> JSON {
    let id = UUID().uuidString
    let body = JSON.object([
      "id": .string(id), "type": .string(type), "timestamp": .string(time), "data": data,
    ]).text
    guard let now = Instant(rfc3339: time), let signer = StandardWebhookSigner(secret: Self.secret) else {
      throw Spawn.Failure(description: "no time: \(time)")
    }
    let signature = signer.signature(id: id, timestamp: "\(now.seconds)", body: Array(body.utf8))
    return [
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
  }
}
