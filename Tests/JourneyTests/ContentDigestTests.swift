import Cryptography
import Encoding
import Foundation
import JSON
import Store
import TestKit
import Testing

/// What the claim notes of a message is the hash of the bytes that its provider gets.
@Suite(.database, .timeLimit(.minutes(20))) struct ContentDigestTests {
  private static let campaign = MadeUpCampaign(
    "circle", subject: "course", enter: "  after: 1 hour",
    segment: "select u.user_id, 1::bigint as subject_id, null::timestamptz as last_activity_at from lms.users u"
  )

  private func digests(_ channel: String) throws -> [String?] {
    try TestDatabase.current().rows(
      """
      select encode(a.content_digest, 'hex') from rekindle.delivery_attempts a
        join rekindle.message_deliveries d on d.id = a.delivery_id and d.channel = $1 order by a.claimed_at, a.delivery_id
      """, .text(channel)
    ).map { $0[0] }
  }

  private func hash(_ bytes: [UInt8]) -> String { Hexadecimal.lower.encode(Digest.sha256.hash(bytes)) }

  private func school(_ campaign: MadeUpCampaign) throws -> School {
    let school = try School(on: .current())
    try school.publish(URL(filePath: campaign.write()))
    try school.admit(1...1, lastSeen: "2026-11-15T09:00:00Z")
    return school
  }

  private func send(_ school: School, _ provider: BodyRecorder, at times: [String] = ["2026-11-20T10:00:00Z"]) throws {
    try school.detect(at: "2026-11-20T08:00:00Z")
    for time in times {
      for announcement in try school.tick(at: time) { try school.send(announcement, settings: provider.settings) }
    }
  }

  @Test func ofAnSMSAndANotice() throws {
    let provider = try BodyRecorder()
    let school = try school(
      Self.campaign.replacing("campaign.yaml", "channels: [sms]", "channels: [sms]\n    notice: seen")
        .with("messages/seen.inapp.md", "---\ntitle: \"A word\"\ntype: group\n---\nYour **group** meets.\n"))
    try send(school, provider, at: ["2026-11-20T10:00:00Z", "2026-11-20T10:01:00Z"])
    #expect(try digests("sms") == provider.bodies("/Messages.json").map(hash))
    let notice = try #require(
      try school.database.rows("select type, title, body from rekindle.notifications").first?.compactMap(\.self))
    let content: JSON = ["type": .string(notice[0]), "title": .string(notice[1]), "message": .string(notice[2])]
    #expect(try digests("inapp") == [hash(content.bytes)])
  }

  @Test func ofWhatFollowsTheOpeningOfAChannel() throws {
    let provider = try BodyRecorder()
    let school = try school(
      Self.campaign.replacing("campaign.yaml", "channels: [sms]", "channels: [discord, sms]")
        .with("messages/text.discord.md", "---\n---\nHello **{{first_name}}**.\n"))
    try school.database.run("insert into lms_data.other_addresses values (1, 'discord', '80351110224678101')")
    try send(school, provider)
    #expect(provider.bodies("/users/@me/channels").count == 1)
    #expect(try digests("discord") == provider.bodies("/messages").map(hash))
  }

  @Test func ofALetterForEachOfItsItems() throws {
    let provider = try BodyRecorder()
    let letters = try LetterSchool(
      [LetterSchool.campaign("first", usefulFor: 72), LetterSchool.campaign("second", usefulFor: 72)])
    for announcement in try letters.school.tick(at: LetterSchool.dueAt) {
      try letters.school.send(announcement, settings: provider.settings)
    }
    let bodies = provider.bodies("/v3/mail/send")
    #expect(bodies.count == 1)
    #expect(try digests("email") == [hash(bodies[0]), hash(bodies[0])])
  }

  /// A claim that holds a message back is no attempt: whom the last one went to stays.
  @Test func aClaimThatComesToNothingLeavesTheHashesOfTheLastAttempt() throws {
    let provider = try BodyRecorder()
    let school = try school(Self.campaign)
    try send(school, provider)
    let claim = """
      select k.status from rekindle.message_deliveries d cross join lateral rekindle.claim_deliveries(
          d.campaign_id, d.version, '2026-11-20 10:30Z', 'twilio', array[d.id], array[d.user_id], array[d.subject_id],
          array[7::bigint], array['other'], array['\\x01'::bytea], null, null, 'UTC', '{}', '{}', '{}', '{}', '{1}') k
      """
    let hashes = "select template_hash <> 'other' and address_hash <> '\\x01' from rekindle.message_deliveries"
    try school.database.run(
      """
      alter table rekindle.message_deliveries disable trigger all;
      update rekindle.message_deliveries set status = 'scheduled', sent_at = null, attention_at = '2026-11-20 10:00Z';
      alter table rekindle.message_deliveries enable trigger all;
      update rekindle.campaigns set status = 'paused';
      """)
    #expect(try school.database.rows(claim) == [["scheduled"]])
    #expect(try school.database.rows(hashes) == [["t"]])
    try school.database.run(
      "update rekindle.campaigns set status = 'active'; update rekindle.message_deliveries set not_before = '2026-11-20 10:00Z'"
    )
    #expect(try school.database.rows(claim) == [["sending"]])
    #expect(try school.database.rows(hashes) == [["f"]])
    #expect(try digests("sms").count == 2)
  }
}
