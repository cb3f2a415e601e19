import Domain
import Store
import TestKit
import Testing

/// What each end of a message makes of the money that was reserved for it.
@Suite(.database) struct MessageCostTests {
  /// Four units at four cents, of which the claim found that it needs two.
  private func ledger(_ status: String) throws -> TestDatabase {
    let database = try TestDatabase.current()
    let now = Instant(seconds: 1_795_143_600)
    try database.insert(
      .learner(1), .recipient(1, at: now), .campaign(at: now), .enrollment(of: 1, in: 1, at: now),
      .delivery(of: 1, enrollment: 1, channel: .sms, status: status, at: now).with([
        "unit_price": .text("0.04"), "units": .int(2), "cost": .text("0.16"), "attempt": .int(1),
        "unknown_at": .instant(status == "unknown" ? now : nil),
      ]))
    return database
  }

  @Test(arguments: [
    ("scheduled", "skipped", "0", "-0.16"), ("sending", "failed", "0", "-0.16"), ("sending", "sent", "0.08", "-0.08"),
    ("sending", "unknown", "0.16", nil), ("unknown", "presumed_sent", "0.08", "-0.08"),
    ("unknown", "sent", "0.08", "-0.08"), ("sending", "scheduled", "0.16", nil),
  ]) func anEndSettles(_ from: String, _ to: String, _ cost: String, _ change: String?) throws {
    let database = try ledger(from)
    try database.run(
      """
      update rekindle.message_deliveries
         set status = '\(to)', reason = 'ended', sent_at = scheduled_at, lease_token = null, lease_until = null,
             attention_at = case when '\(to)' in ('unknown', 'scheduled') then scheduled_at end
      """)
    #expect(try database.value("select trim_scale(cost)::text from rekindle.message_deliveries") == cost)
    let changes = try database.rows("select trim_scale(amount)::text from rekindle.spending_changes")
    #expect(changes == (change.map { [[$0]] } ?? []))
  }

  @Test func aMessageInDoubtThatIsTakenBackKeepsItsCost() throws {
    let database = try ledger("unknown")
    try database.run(
      """
      update rekindle.message_deliveries set status = 'scheduled';
      update rekindle.message_deliveries set status = 'skipped', reason = 'opted_out', attention_at = null
      """)
    #expect(
      try database.rows("select status, trim_scale(cost)::text from rekindle.message_deliveries")
        == [["presumed_sent", "0.08"]])
  }

  @Test func evidenceAfterARefusalTakesTheMoneyAgain() throws {
    let database = try ledger("sending")
    try database.run(
      """
      update rekindle.message_deliveries
         set status = 'failed', reason = 'refused', lease_token = null, lease_until = null, attention_at = null;
      update rekindle.message_deliveries set status = 'sent', reason = null, sent_at = scheduled_at
      """)
    #expect(
      try database.rows("select trim_scale(amount)::text from rekindle.spending_changes order by id")
        == [["-0.16"], ["0.08"]])
  }

  @Test func countingLeavesTheSumsAsTheyWere() throws {
    let database = try ledger("sending")
    try database.run(
      """
      update rekindle.deployment set currency = 'EUR';
      insert into rekindle.prices (channel, unit, valid_from, price) values ('sms', 'segment', '2026-01-01', 0.04);
      update rekindle.campaigns set weekly_budget = 3;
      insert into rekindle.campaign_versions (campaign_id, version, content_hash, definition, messages, published_at)
      values (1, 1, '', '{}', '{}', '2026-01-01');
      insert into rekindle.spending_changes (week, campaign_id, amount)
      select rekindle.budget_week(scheduled_at), c, 0.5 from rekindle.message_deliveries, generate_series(1, 2) c
      """)
    let moment = "(select scheduled_at from rekindle.message_deliveries)"
    let spent = "select campaign_id::text, trim_scale(spent)::text from rekindle.budgets(\(moment)) order by 1"
    #expect(try database.rows(spent) == [["0", "1"], ["1", "0.5"]])
    for _ in 1...2 {
      try database.run("select rekindle.lock_budgets(\(moment))")
      #expect(try database.rows(spent) == [["0", "1"], ["1", "0.5"]])
      #expect(try database.count("select count(*) from rekindle.spending_changes") == 0)
    }
  }
}
