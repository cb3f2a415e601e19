import Domain
import Store
import TestKit
import Testing

/// A promise that is broken shows in `rekindle.violations`, and one that is kept does not.
@Suite(.database) struct ViolationTests {
  private static let start = Instant(seconds: 1_790_000_000)

  /// Two emails a week apart and an SMS two days after the second, of a campaign whose SMS waits for two emails.
  private func ledger() throws -> TestDatabase {
    let (test, start) = (try TestDatabase.current(), Self.start)
    try test.insert(.learner(1), .recipient(1, at: start), .campaign(at: start))
    try test.run(
      """
      insert into rekindle.campaign_versions (campaign_id, version, content_hash, definition, messages, published_at)
      values (1, 1, 'hash', '{"steps": [{"every": 604800, "requires": {}}, {"every": 2592000, "requires": {"email": 2}}]}', '{}', '2026-01-01')
      """)
    try test.insert(
      .enrollment(of: 1, in: 1, dueAt: start + .days(30), at: start).with([
        "steps": .text(#"[{"occurrences": 2}, {"occurrences": 1}]"#)
      ]),
      .delivery(of: 1, enrollment: 1, occurrence: 1, status: "sent", at: start),
      .delivery(of: 1, enrollment: 1, occurrence: 2, status: "presumed_sent", at: start + .days(7)),
      .delivery(of: 1, enrollment: 1, step: 1, channel: .sms, status: "sent", at: start + .days(9)))
    try test.run(
      """
      update rekindle.message_deliveries set attempt = 1;
      insert into rekindle.delivery_attempts (delivery_id, attempt, lease_token, opt_outs, claimed_at, finished_at, outcome)
      select id, 1, id, 0, sent_at, sent_at, case status when 'sent' then 'accepted' else 'ambiguous' end
        from rekindle.message_deliveries
      """)
    return test
  }

  private func violations(_ test: TestDatabase) throws -> [[String?]] {
    try test.rows("select rule, n from rekindle.violations order by rule")
  }

  @Test func aLedgerThatKeepsItsPromisesShowsNone() throws {
    #expect(try violations(ledger()) == [])
  }

  @Test(arguments: [
    (
      "update rekindle.message_deliveries set sent_at = sent_at - interval '3 days' where channel = 'sms'",
      "a message before those that it requires"
    ),
    ("update rekindle.message_deliveries set attempt = 2 where id = 2", "attempts differ from their log"),
    ("delete from rekindle.delivery_attempts where delivery_id = 2", "attempts differ from their log"),
    (
      "update rekindle.campaign_enrollments set steps = '[{\"occurrences\": 3}, {\"occurrences\": 1}]'",
      "a used slot left no row"
    ),
    ("update rekindle.message_deliveries set covers = 2 where id = 1", "a used slot left no row"),
    ("update rekindle.message_deliveries set delivered_at = sent_at where id = 1", "delivered without its event"),
  ])
  func aBrokenPromiseIsCounted(_ change: String, _ rule: String) throws {
    let test = try ledger()
    try test.run("set session_replication_role = replica; \(change)")
    #expect(try violations(test) == [[rule, "1"]])
  }
}
