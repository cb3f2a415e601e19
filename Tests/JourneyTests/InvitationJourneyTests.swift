import Foundation
import JSON
import TestKit
import Testing

/// A meeting in the mails of those who are invited: announced, moved, and called off, to who takes mail.
///
/// Holds REQ-2-40, REQ-2-42.
@Suite(.database, .timeLimit(.minutes(20)))
struct InvitationJourneyTests {
  static func campaign(_ name: String, invite: String, segment: String) -> MadeUpCampaign {
    MadeUpCampaign(
      name, subject: "course", enter: "  after: 1 hour",
      segment: """
        select u.user_id, 1::bigint as subject_id, null::timestamptz as last_activity_at
          from lms.users u join lms.sessions s on s.session_id = 7 and \(segment)
        """
    )
    .replacing("campaign.yaml", "channels: [sms]", "channels: [calendar]")
    .replacing("campaign.yaml", "subject: course", "subject: course\nreason: You are in this group.")
    .without("messages/text.sms.md")
    .with(
      "messages/text.calendar.md",
      "---\nsubject: Your group\npreheader: When it meets.\ninvite: \(invite)\n---\n{{first_name}}, about your group.\n"
    )
    .with(
      "context.sql",
      """
      select u.first_name,
             jsonb_build_object('id', 'group-' || s.session_id, 'title', s.title, 'description', s.key_points,
               'starts_at', s.starts_at, 'ends_at', s.ends_at, 'location', s.topic, 'frequency', 'weekly', 'count', 4,
               'clocks', rekindle.clocks('Europe/Berlin', s.starts_at + interval '60 days')) as meeting
        from lms.users u join lms.sessions s on s.session_id = 7
       where u.user_id = learner and u.is_active
      """
    )
    .with(
      "samples/learner.json",
      """
      {"first_name": "Ann", "meeting": {"id": "group-7", "title": "Group", "starts_at": "2026-12-01T18:00:00Z",
       "ends_at": "2026-12-01T19:00:00Z"}}
      """)
  }

  private func school() throws -> School {
    let school = try School(campaigns: [CampaignVariant("quiet", ["rollout: 100%": "rollout: 1%"])])
    for (name, invite, segment) in [
      ("group-meets", "request", "s.cancelled_at is null"), ("group-is-off", "cancel", "s.cancelled_at is not null"),
    ] {
      try school.publish(URL(filePath: Self.campaign(name, invite: invite, segment: segment).write()))
    }
    try school.database.run(
      """
      update rekindle.campaigns set status = 'paused' where slug = 'quiet';
      insert into lms_data.sessions (session_id, title, topic, starts_at, ends_at, key_points)
      values (7, 'Study group Öland', 'Room 2', '2026-12-01 18:00Z', '2026-12-01 19:30Z', E'Maya\nLéo')
      """)
    try school.admit(1...2, lastSeen: "2026-11-01T09:00:00Z")
    return school
  }

  private func run(_ school: School, at times: (detect: String, tick: String), by provider: ScriptedProvider) throws {
    try school.detect(at: times.detect)
    for announcement in try school.tick(at: times.tick) where announcement["type"] != "detect.hourly" {
      try school.send(announcement, settings: ["SENDGRID_BASE_URL": provider.address])
    }
  }

  /// The calendar object of each mail since `count`, unfolded.
  private func objects(_ provider: ScriptedProvider, after count: Int) throws -> [String] {
    try provider.taken().dropFirst(count).map { mail in
      let attachment = try #require(mail.content["attachments"]?.array?.first)
      let bytes = try #require(attachment["content"]?.string.flatMap { Data(base64Encoded: $0) })
      return String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: "\r\n ", with: "")
    }
  }

  @Test func aMeetingIsAnnouncedMovedAndCalledOffUnderOneIdWithRisingSequence() throws {
    let school = try school()
    let provider = try ScriptedProvider(.sendGrid)
    try run(school, at: ("2026-11-20T08:00:00Z", "2026-11-20T10:00:00Z"), by: provider)
    let first = try objects(provider, after: 0)
    #expect(first.count == 2)
    for object in first {
      #expect(object.contains("METHOD:REQUEST\r\n") && object.contains("SEQUENCE:0\r\n"))
      #expect(object.contains("UID:group-7.test@learn.example\r\n"))
      #expect(object.contains("DTSTART;TZID=Europe/Berlin:20261201T190000\r\n"))
      #expect(object.contains("SUMMARY:Study group Öland\r\n") && object.contains("DESCRIPTION:Maya\\nLéo\r\n"))
      #expect(object.components(separatedBy: "ATTENDEE").count == 2, "nobody sees who else is invited")
    }
    try school.database.run("update lms_data.sessions set starts_at = '2026-12-01 17:00Z' where session_id = 7")
    try run(school, at: ("2026-11-28T08:00:00Z", "2026-11-28T10:00:00Z"), by: provider)
    let moved = try objects(provider, after: 2)
    let ledger = try school.database.rows("select status, reason, reason_detail from rekindle.message_deliveries")
    #expect(moved.count == 2, "\(ledger)")
    for object in moved {
      #expect(object.contains("SEQUENCE:1\r\n") && object.contains("DTSTART;TZID=Europe/Berlin:20261201T180000\r\n"))
    }
    try school.database.run(
      """
      update lms_data.sessions set cancelled_at = '2026-11-29Z' where session_id = 7;
      update rekindle.campaigns set status = 'paused' where slug = 'group-meets'
      """)
    try run(school, at: ("2026-11-30T08:00:00Z", "2026-11-30T10:00:00Z"), by: provider)
    let off = try objects(provider, after: 4)
    #expect(off.count == 2)
    for object in off {
      #expect(object.contains("METHOD:CANCEL\r\n") && object.contains("STATUS:CANCELLED\r\n"))
      #expect(object.contains("SEQUENCE:2\r\n") && object.contains("UID:group-7.test@learn.example\r\n"))
    }
    #expect(
      try school.database.rows("select user_id::text, sequence::text, status from rekindle.invitations order by 1") == [
        ["1", "2", "cancelled"], ["2", "2", "cancelled"],
      ])
    #expect(try school.database.rows("select rule, n::text from rekindle.violations") == [])
  }

  @Test func aMailboxThatIsDeadForMailIsDeadForInvitationsAndTheOtherWayRound() throws {
    let school = try school()
    try school.database.run(
      """
      insert into rekindle.recipients (user_id, created_at) values (1, '2026-11-01Z');
      insert into rekindle.suppressions (user_id, channel, scope, reason, source, opt_outs, address_hash, created_at)
      select a.user_id, 'email', 'all', 'bounce', 'provider', 0, a.address_hash, '2026-11-10Z'
        from rekindle.addresses a where a.user_id = 1 and a.channel = 'email'
      """)
    let provider = try ScriptedProvider(.sendGrid)
    try run(school, at: ("2026-11-20T08:00:00Z", "2026-11-20T10:00:00Z"), by: provider)
    let sent = try school.database.rows(
      "select id::text, user_id::text, channel from rekindle.message_deliveries where status = 'sent'")
    #expect(sent.map { Array($0.dropFirst()) } == [["2", "calendar"]])
    let delivery = try #require(sent.first?[0].flatMap { Int($0) })
    #expect(try school.callback("bounce", of: [delivery], at: "2026-11-20T10:05:00Z").exitCode == 0)
    #expect(
      try school.database.rows(
        "select user_id::text, channel, reason from rekindle.suppressions where created_at > '2026-11-15' order by 1")
        == [["2", "email", "bounce"]])
    #expect(try school.database.rows("select rule, n::text from rekindle.violations") == [])
  }

  @Test func aWithdrawalGoesToNobodyWhoWasNeverInvited() throws {
    let school = try school()
    let provider = try ScriptedProvider(.sendGrid)
    try school.database.run("update lms_data.sessions set cancelled_at = '2026-11-18Z' where session_id = 7")
    try run(school, at: ("2026-11-20T08:00:00Z", "2026-11-20T10:00:00Z"), by: provider)
    #expect(try provider.taken().isEmpty)
    #expect(
      try school.database.rows("select distinct status, reason, reason_detail from rekindle.message_deliveries") == [
        ["skipped", "missing_variable", "meeting: nobody can be uninvited who was not invited"]
      ])
  }
}
