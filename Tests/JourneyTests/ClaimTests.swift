import Foundation
import Store
import TestKit
import Testing

/// What a claim looks at again, at the moments that decide, and beside whoever holds or changes the learner.
@Suite(.database, .timeLimit(.minutes(20)))
struct ClaimTests {
  let school: School

  /// A learner with one email reserved, which may leave between 08:00 and 20:00.
  init() throws {
    school = try School()
    try school.admit(1...1, lastSeen: "2026-11-15T09:00:00Z")
    try school.detect(at: "2026-11-20T08:00:00Z")
    try school.tick(at: "2026-11-20T10:00:00Z")
  }

  /// Claims the reserved message as a sender would; it tells of meetings what the SQL `told` says.
  private func claim(at moment: String, to address: String = "", told: String = "'[]'") throws -> [[String?]] {
    try school.database.connect(role: "rekindle_send_email").texts(
      """
      select k.status from rekindle.message_deliveries d
       cross join lateral rekindle.claim_deliveries(1, 1, \(moment), 'sendgrid',
         array[d.id], array[d.user_id], array[d.subject_id], array[7::bigint], array['hash'],
         array['\(address)'::bytea], 480, 1200, 'UTC', '{}', '{}', '{}', '{}', array[1::smallint], \(told)) k
       where d.status = 'scheduled'
      """)
  }

  private func message(_ columns: String) throws -> [[String?]] {
    try school.database.rows("select \(columns) from rekindle.message_deliveries")
  }

  @Test func aMessageIsUselessFromTheMomentAtWhichItExpires() throws {
    try school.database.run("update rekindle.message_deliveries set expires_at = '2026-11-20T12:00:00Z'")
    #expect(try claim(at: "timestamptz '2026-11-20T12:00:00Z'") == [["skipped"]])
    #expect(try message("reason") == [["expired"]])
  }

  @Test func aMessageThatStillHasAMomentLeaves() throws {
    try school.database.run("update rekindle.message_deliveries set expires_at = '2026-11-20T12:00:00Z'")
    #expect(try claim(at: "timestamptz '2026-11-20T11:59:59.999999Z'") == [["sending"]])
  }

  @Test func aMailboxThatDiedBehindTheTextIsNotWrittenTo() throws {
    try school.database.run(
      """
      insert into rekindle.suppressions (user_id, channel, scope, reason, source, opt_outs, address_hash, created_at)
      values (1, 'email', 'all', 'bounce', 'provider', 0, 'dead', '2026-11-20T10:00:30Z')
      """)
    #expect(try claim(at: "timestamptz '2026-11-20T10:01:00Z'", to: "dead") == [["skipped"]])
    #expect(try message("reason") == [["bounced"]])
  }

  @Test func whatAPausedCampaignHasReservedWaits() throws {
    try school.database.run("update rekindle.campaigns set status = 'paused'")
    #expect(try claim(at: "timestamptz '2026-11-20T10:01:00Z'") == [["scheduled"]])
    #expect(try message("(not_before at time zone 'UTC')::text, attempt") == [["2026-11-20 10:11:00", "0"]])
  }

  @Test func theHoursEndWithTheMinuteBeforeTheirLast() throws {
    let opens = "(not_before at time zone 'UTC')::text"
    #expect(try claim(at: "timestamptz '2026-11-20T20:00:00Z'") == [["scheduled"]])
    #expect(try message("\(opens), attempt") == [["2026-11-21 08:00:00", "0"]])
    #expect(try claim(at: "timestamptz '2026-11-21T19:59:59.999999Z'") == [["sending"]])
  }

  /// Records how an attempt with a token ended; what it changed.
  private func record(_ outcome: String, token: Int) throws -> [[String?]] {
    try school.database.rows(
      """
      select o.status from rekindle.message_deliveries d
       cross join lateral rekindle.record_outcomes('2026-11-20T10:10:00Z', array[d.id], array[\(token)::bigint],
         array['\(outcome)'], array[nullif('\(outcome)', 'accepted')], array['m1'], array[null::timestamptz], '72 hours') o
      """)
  }

  @Test func whoseLeaseIsOverRecordsNothingButAnAcceptance() throws {
    _ = try claim(at: "timestamptz '2026-11-20T10:01:00Z'")
    for outcome in ["rejected", "failed", "ambiguous", "not_attempted"] { #expect(try record(outcome, token: 6) == []) }
    #expect(try message("status, reason, lease_token") == [["sending", nil, "7"]])
    #expect(try record("accepted", token: 6) == [["sent"]])
  }

  @Test(arguments: ["unknown", "presumed_sent", "failed", "skipped"])
  func anAcceptanceThatComesLateIsRecorded(_ status: String) throws {
    _ = try claim(at: "timestamptz '2026-11-20T10:01:00Z'")
    try school.database.run(
      """
      alter table rekindle.message_deliveries disable trigger user;
      update rekindle.message_deliveries set status = '\(status)', reason = 'expired', lease_token = null, lease_until = null,
        unknown_at = '2026-11-20T10:03:00Z', sent_at = case '\(status)' when 'presumed_sent' then timestamptz '2026-11-20T10:03:00Z' end,
        attention_at = case '\(status)' when 'unknown' then timestamptz '2026-11-23T10:03:00Z' end;
      alter table rekindle.message_deliveries enable trigger user
      """)
    #expect(try record("accepted", token: 7) == [["sent"]])
    #expect(
      try message("(sent_at at time zone 'UTC')::text, provider_message_id") == [["2026-11-20 10:03:00", "m1"]])
  }

  /// One that was said between the look at what is known and the claim.
  @Test func aLaterWordAboutAMeetingIsNotReplacedByAnEarlierOne() throws {
    try school.database.run(
      """
      insert into rekindle.invitations (uid, user_id, sequence, status, times, delivery_id, updated_at)
      select 'round', 1, 5, 'invited', 'moved', d.id, '2026-11-20T10:00:30Z' from rekindle.message_deliveries d
      """)
    let told = """
      jsonb_build_array(jsonb_build_object(
        'delivery', d.id, 'uid', 'round', 'sequence', 3, 'status', 'invited', 'times', 'first', 'meeting', '{}'::jsonb))
      """
    #expect(try claim(at: "timestamptz '2026-11-20T10:01:00Z'", told: told) == [["sending"]])
    #expect(
      try school.database.rows("select sequence::text, times from rekindle.invitations") == [["5", "moved"]])
  }

  @Test func whoHoldsTheLearnerIsNotOvertaken() throws {
    let holder = try school.database.connect()
    _ = try holder.texts("begin")
    _ = try holder.texts("select from rekindle.recipients for no key update")
    #expect(try claim(at: "timestamptz '2026-11-20T10:01:00Z'") == [])
    _ = try holder.texts("commit")
    #expect(try claim(at: "timestamptz '2026-11-20T10:01:00Z'") == [["sending"]])
  }
}
