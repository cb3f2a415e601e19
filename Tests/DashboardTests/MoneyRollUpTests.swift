import Domain
import Store
import TestKit
import Testing

/// Revenue from what the roll-up has counted, and from what has changed since, is what a plain query over the rows says.
@Suite(.database)
struct MoneyRollUpTests {
  /// One after the other, what hosts tell late, take back or tell otherwise.
  private static let changes = [
    "update lms_data.payments set amount = amount + 1 where payment_id % 7 = 0",
    "update lms_data.payments set paid_at = paid_at + interval '41 days 9 hours' where payment_id % 11 = 0",
    "update lms_data.payments set paid_at = null where payment_id % 13 = 0",
    "update lms_data.payments set currency = 'KWD' where payment_id % 17 = 0",
    "update lms_data.payment_details set dispute_lost_at = coalesce(dispute_lost_at, '2026-07-01Z') + interval '3 days' where payment_id % 5 = 0",
    "update lms_data.payment_details set dispute_won_at = dispute_lost_at + interval '9 days' where payment_id % 4 = 0",
    "update lms_data.payment_details set instalment_id = null where payment_id % 19 = 0",
    "update lms_data.refunds set failed_at = refunded_at + interval '3 days' where refund_id % 3 = 0",
    "delete from lms_data.refunds where refund_id % 5 = 0",
    "update lms_data.instalments set due_on = due_on + 9 where instalment_id % 3 = 0",
    "update lms_data.instalments set paid_at = (due_on + 1) + time '00:10' where instalment_id % 4 = 0",
    "update lms_data.instalments set cancelled_at = '2026-08-08 22:30Z' where instalment_id % 23 = 0",
    "update lms_data.instalments set order_id = order_id + 1 where instalment_id % 29 = 0",
    "update lms_data.orders set ordered_at = ordered_at - interval '20 days' where order_id % 6 = 0",
    "update lms_data.orders set cancelled_at = '2026-09-09Z' where order_id % 14 = 0",
    "delete from lms_data.orders where order_id % 31 = 0",
    "delete from lms_data.payments where payment_id % 37 = 0",
    "delete from lms_data.instalments where instalment_id % 41 = 0",
    """
    insert into lms_data.payments (payment_id, user_id, amount, currency, requested_at, paid_at)
    select 900000 + n, 1, n, 'EUR', '2026-02-01Z', timestamptz '2026-02-01Z' + n * interval '7 hours' from generate_series(1, 400) n
    """,
  ]

  @Test(arguments: [
    ("day", "Europe/Berlin", 21), ("week", "Asia/Kolkata", 22), ("month", "Asia/Kathmandu", 23),
    ("day", "Pacific/Kiritimati", 24), ("day", "Etc/GMT+12", 25), ("month", "UTC", 26),
  ])
  func whatChangesIsCountedAtOnceAndByTheNextRollUp(by period: String, zone: String, seed: Int) throws {
    let database = try TestDatabase.current()
    try MadeUpYear.fill(database, seed: seed)
    try rollUp(database)
    try compare(database, period, zone, "all was counted")
    for change in Self.changes {
      try database.run(change)
      try compare(database, period, zone, "\(change)")
    }
    try rollUp(database)
    #expect(try database.count("select count(*) from rekindle.money_changes") == 0)
    try compare(database, period, zone, "the changes were counted")
    let days = try sums(database)
    try database.run("update rekindle.rollup set money_counted = false")
    try rollUp(database)
    #expect(try sums(database) == days, "counted from nothing the sums are the same")
    try database.run("update rekindle.money_sums set amount = amount + 1 where kind = 'received'")
    #expect(try told(database, period, zone) != plain(database, period, zone), "so the sums are read, and not the rows")
    try database.run("truncate lms_data.refunds")
    try compare(database, period, zone, "a table was emptied")
  }

  @Test func aPlatformsOwnMoneyIsReadFromItsRows() throws {
    let database = try TestDatabase.current()
    try MadeUpYear.fill(database, orders: 60, seed: 27)
    try rollUp(database)
    try database.run(
      """
      create table lms_data.platform_payments as select * from lms_data.payments;
      alter table lms_data.platform_payments owner to rekindle_owner;
      create or replace view lms.payments as select * from lms_data.platform_payments;
      update lms_data.platform_payments set amount = amount + 5; update lms_data.payments set amount = amount + 5;
      delete from rekindle.money_changes;
      """)
    try compare(database, "month", "UTC", "nobody tells what a platform's own tables say")
    try rollUp(database)
    try compare(database, "month", "UTC", "and nothing is counted of it")
  }

  private func rollUp(_ database: TestDatabase) throws {
    #expect(try database.connect(role: "rekindle_rollup").first(RollUpMoney()) != nil)
  }

  private func sums(_ database: TestDatabase) throws -> [[String?]] {
    try database.rows(
      """
      select minutes::text, since::text, currency, kind, due_on::text, entries::text, trim_scale(amount)::text
        from rekindle.money_sums where amount <> 0 order by 1, 2, 3, 4, 5
      """)
  }

  private func told(_ database: TestDatabase, _ period: String, _ zone: String) throws -> [[String?]] {
    let (first, last) = Self.days(period)
    let asked = "by=\(period)&zone=\(zone.replacing("+", with: "%2B"))&from=\(first)&to=\(last)"
    return try RevenueTests.told(database, asked)
  }

  private func plain(_ database: TestDatabase, _ period: String, _ zone: String) throws -> [[String?]] {
    let (first, last) = Self.days(period)
    return try database.rows(RevenueTests.plain, .text(zone), .text(period), .text(first), .text(last))
  }

  /// Whole periods, as the plain query has them.
  private static func days(_ period: String) -> (first: String, last: String) {
    switch period {
    case "day": ("2026-06-20", "2026-09-20")
    case "week": ("2026-01-05", "2027-01-31")
    default: ("2026-01-01", "2027-01-31")
    }
  }

  private func compare(_ database: TestDatabase, _ period: String, _ zone: String, _ when: Comment) throws {
    let (found, expected) = (try told(database, period, zone), try plain(database, period, zone))
    #expect(found.count == expected.count && found.count >= 39, when)
    #expect(zip(found, expected).first { $0 != $1 } == nil, when)
  }
}
