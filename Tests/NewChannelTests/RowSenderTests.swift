import Domain
import JSON
import Store
import TestKit
import Testing

/// A sender whose messages are rows needs no wire: it claims, inserts and records in one transaction.
@Suite(.database, .timeLimit(.minutes(20)))
struct RowSenderTests {
  private func send(
    _ school: MadeUpSchool, _ ids: [Int], _ settings: [String: String] = [:]
  ) throws -> (code: Int32, reply: JSON, log: String) {
    let event: JSON = [
      "specversion": "1.0", "id": "e1", "source": "/test", "type": "delivery.inapp.due",
      "time": .string(MadeUpSchool.now.rfc3339), "data": ["ids": .array(ids.map(JSON.integer))],
    ]
    let run = try Spawn(built: "note-sender", environment: school.environment.merging(settings) { $1 })
      .run(event.text)
    return (run.exitCode, try JSON.parse(run.output), run.log)
  }

  private func school(learners: Int) throws -> MadeUpSchool {
    let school = try MadeUpSchool(.inapp, template: "note", learners: learners)
    try school.database.run("create table notes (delivery_id bigint primary key, text text not null)")
    return school
  }

  @Test func aMessageIsARowAndALineOfTheLedger() throws {
    let school = try school(learners: 2)
    let sent = try send(school, [1, 2, 2])
    #expect(sent.reply["result"]?["sent"] == 2)
    #expect(try school.ledger() == ["sent inapp 1", "sent inapp 1"])
    let notes = try school.database.rows("select text from notes order by delivery_id").compactMap { $0[0] }
    #expect(notes == ["Asha 1, Cardiology basics goes on.", "Asha 2, Cardiology basics goes on."])
    #expect(try send(school, [1, 2]).reply["result"]?["sent"] == 0, "what is sent is not sent again")
  }

  @Test func moreThanOneChunkGoesOut() throws {
    let school = try school(learners: 120)
    #expect(try send(school, Array(1...120)).reply["result"]?["sent"] == 120)
    #expect(try school.database.count("select count(*) from notes") == 120)
  }

  @Test func whoOptedOutGetsNoRow() throws {
    let school = try school(learners: 2)
    try school.database.run(
      """
      insert into rekindle.suppressions (user_id, channel, scope, reason, source, opt_outs, created_at)
      values (2, 'inapp', 'all', 'opt_out', 'user_settings', 1, '2026-06-29T00:00:00Z')
      """)
    let result = try send(school, [1, 2]).reply["result"]
    #expect(result?["sent"] == 1 && result?["skipped"] == 1)
    #expect(try school.database.rows("select delivery_id::text from notes") == [["1"]])
    #expect(try school.ledger() == ["sent inapp 1", "skipped opted_out inapp 0"])
  }

  /// Holds REQ-0-93.
  @Test func eachMessageThatWasSentIsALineOfTheLogWithIdsAndNoWordAboutAPerson() throws {
    let school = try school(learners: 2)
    try school.database.run(
      """
      insert into rekindle.suppressions (user_id, channel, scope, reason, source, opt_outs, created_at)
      values (2, 'inapp', 'all', 'opt_out', 'user_settings', 1, '2026-06-29T00:00:00Z')
      """)
    let log = try send(school, [1, 2], ["REKINDLE_LOG_LEVEL": "info"]).log
    let lines = log.split(separator: "\n").compactMap { try? JSON.parse(Array($0.utf8)) }
    let sent = lines.filter { $0["message"] == "Reminder sent" }
    #expect(sent.count == 1)
    let ids = ["user_id", "course_id", "subject_id", "notification_id", "delivery_id", "campaign_id", "stage"]
    for name in ids { #expect(sent.first?[name] == 1, "\(name)") }
    #expect(sent.first?["channel"] == "inapp")
    #expect(!log.contains("Asha") && !log.contains("@"))
    #expect(try !send(school, [1], ["REKINDLE_LOG_LEVEL": "info"]).log.contains("Reminder sent"), "it was sent already")
  }

  @Test func aStagingInstallationWritesToListedAddressesOnly() throws {
    let school = try school(learners: 3)
    let result = try send(school, [1, 2, 3], ["REKINDLE_ONLY_TO": "qa@example.org, 2"]).reply["result"]
    #expect(result?["sent"] == 1 && result?["skipped"] == 2)
    #expect(try school.ledger() == ["skipped not_listed 0", "sent inapp 1", "skipped not_listed 0"])
    #expect(try school.database.rows("select delivery_id::text from notes") == [["2"]])
  }

  @Test(arguments: [",", " , "])
  func aListWithoutAnAddressIsNoGuardAndIsRefused(_ list: String) throws {
    let refused = try send(school(learners: 1), [1], ["REKINDLE_ONLY_TO": list])
    #expect(refused.code == 78 && refused.reply["errorMessage"]?.string?.contains("REKINDLE_ONLY_TO") == true)
  }

  @Test func aRowThatCannotBeInsertedStopsItsOwnMessageOnly() throws {
    let school = try school(learners: 2)
    try school.database.run("insert into notes values (2, 'in the way')")
    let result = try send(school, [1, 2]).reply["result"]
    #expect(result?["sent"] == 1 && result?["skipped"] == 1)
    #expect(try school.database.rows("select delivery_id::text from notes order by 1") == [["1"], ["2"]])
    #expect(try school.ledger() == ["sent inapp 1", "skipped refused_row 0"])
  }

  @Test func aTextThatCannotBeParsedIsOurMistakeAndNotAMissingValue() throws {
    let school = try school(learners: 1)
    try school.database.run(
      """
      set session_replication_role = replica;
      update rekindle.campaign_versions set messages = jsonb_set(messages, '{note.inapp,inapp,text}', '"{{#open}}"')
      """)
    #expect(try send(school, [1]).reply["result"]?["skipped"] == 1)
    #expect(try school.ledger() == ["skipped broken_template 0"])
  }

  @Test func aNameThatTheVersionDoesNotHaveIsOurMistakeToo() throws {
    let school = try school(learners: 1)
    try school.database.run("update rekindle.message_deliveries set template = 'gone'")
    #expect(try send(school, [1]).reply["result"]?["skipped"] == 1)
    #expect(try school.ledger() == ["skipped broken_template 0"])
  }

  @Test func aSenderOfRowsLinksNoHTTPClient() throws {
    let linked = { (name: String) in
      try Spawn("/usr/bin/ldd", [Spawn(built: name).program]).run().output
    }
    #expect(try linked("send-email").contains("libcurl"))
    let own = try linked("note-sender")
    #expect(own.contains("libpq") && !own.contains("libcurl"))
  }
}
