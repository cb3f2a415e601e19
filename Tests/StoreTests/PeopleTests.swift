import Domain
import TestKit
import Testing

/// Users, leads and guardians are people in one space of ids, with addresses as rows.
@Suite(.database) struct PeopleTests {
  private let now = Instant(seconds: 1_790_000_000)

  @Test func aLeadAndAUserAreNeverOnePerson() throws {
    let test = try TestDatabase.current()
    try test.insert(.learner(1), .learner(2))
    try test.run(
      """
      insert into lms_data.leads (first_name, email) values ('Lea', 'lea@example.org'), ('Leo', null);
      insert into lms_data.guardians (learner_id, first_name, phone_number) values (1, 'Gita', '+919000000099');
      """)
    let people = try test.rows("select p.user_id::text, p.kind from lms.people p order by p.user_id desc")
    #expect(people == [["2", "user"], ["1", "user"], ["-1", "lead"], ["-2", "lead"], ["-3", "guardian"]])
    #expect(throws: (any Error).self) { try test.run("insert into lms_data.leads (user_id) values (5)") }
    let reach = try test.rows(
      "select user_id::text, array_to_string(array(select unnest(channels) order by 1), ' ') from rekindle.reach order by 1"
    )
    #expect(
      reach == [
        ["-1", "calendar email worklist"], ["-2", ""], ["-3", "sms worklist"],
        ["1", "calendar email inapp sms worklist"],
        ["2", "calendar email inapp sms worklist"],
      ])
  }

  @Test func aStopByReplyHoldsForAGuardianToo() throws {
    let test = try TestDatabase.current()
    try test.run("insert into lms_data.guardians (learner_id, phone_number) values (1, '+919000000099')")
    let now = "timestamptz '2026-11-20'"
    let stop =
      "select learners from rekindle.take_reply('twilio', 'SM1', 'sms', '+919000000099', 'stop', '', '{}', \(now), \(now))"
    #expect(try test.value(stop, role: "rekindle_webhook") == "1")
    #expect(try test.rows("select user_id::text, channel from rekindle.suppressions") == [["-1", "sms"]])
  }

  @Test func nobodyIsReachedOnWhatsAppWithoutTheirConsentAndTheLatestWordCounts() throws {
    let test = try TestDatabase.current()
    try test.insert(.learner(1))
    let reached = "select 'whatsapp' = any (channels) from rekindle.reach where user_id = 1"
    #expect(try test.value(reached) == "f")
    let consent = "insert into rekindle.consents (user_id, channel, is_granted, source, given_at) values"
    try test.run("\(consent) (1, 'whatsapp', true, 'form', '2026-11-01')")
    #expect(try test.value(reached) == "t")
    try test.run("\(consent) (1, 'whatsapp', false, 'form', '2026-11-02')")
    #expect(try test.value(reached) == "f")
  }

  @Test func aFurtherKindOfAddressIsARow() throws {
    let test = try TestDatabase.current()
    try test.insert(.learner(1))
    try test.run("insert into lms_data.other_addresses values (1, 'discord', '80351110224678912')")
    #expect(try test.value("select address from rekindle.addresses where channel = 'discord'") == "80351110224678912")
  }
}
