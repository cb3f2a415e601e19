import Foundation
import JSON
import Store
import TestKit
import Testing

/// What came in, as a bookkeeper counts.
@Suite(.database) struct RevenueTests {
  static let path = "/admin/finance/revenue"
  static let end = "2027-02-15T12:00:00Z"

  /// For each period and currency every sum by itself, period after period: slow and plain.
  static let plain = """
    with period as (
      select s as start, s at time zone $1 as begins, (s + ('1 ' || $2)::interval) at time zone $1 as ends,
             ((s + ('1 ' || $2)::interval) - interval '1 day')::date as last
        from generate_series($3::timestamp, $4::timestamp, ('1 ' || $2)::interval) s),
    bank as (
      select p.paid_at, p.currency, p.amount, d.instalment_id, d.dispute_lost_at, d.dispute_won_at, p.payment_id
        from lms_data.payments p left join lms_data.payment_details d using (payment_id) where p.paid_at is not null),
    owed as (
      select i.*, coalesce(o.ordered_at, i.due_on::timestamp at time zone $1) as since,
             least(i.paid_at, (select min(b.paid_at) from bank b where b.instalment_id = i.instalment_id), i.cancelled_at,
                   (select o.cancelled_at from lms_data.orders o where o.order_id = i.order_id)) as until
        from lms_data.instalments i left join lms_data.orders o using (order_id)),
    lost as (
      select b.*, b.amount - least(b.amount, coalesce((
               select sum(r.amount) from lms_data.refunds r where r.payment_id = b.payment_id
                  and tstzrange(r.refunded_at, r.failed_at, '[)') @> b.dispute_lost_at), 0)) as taken
        from bank b where b.dispute_lost_at is not null)
    select to_char(p.start, 'YYYY-MM-DD'), c.name, round(f.received + f.direct, c.digits)::text,
           round(f.parts + f.direct, c.digits)::text, round(f.refunded, c.digits)::text, round(f.returned, c.digits)::text,
           round(f.lost - f.won, c.digits)::text,
           round(f.received + f.direct - f.refunded + f.returned - f.lost + f.won, c.digits)::text,
           round(f.open, c.digits)::text, round(f.late, c.digits)::text
      from period p cross join (values ('EUR', 2), ('JPY', 0), ('KWD', 3)) c(name, digits)
     cross join lateral (select
       coalesce((select sum(amount) from bank where currency = c.name and paid_at >= p.begins and paid_at < p.ends), 0) as received,
       coalesce((select sum(amount) from bank where currency = c.name and paid_at >= p.begins and paid_at < p.ends
                    and instalment_id is not null), 0) as parts,
       coalesce((select sum(amount) from lms_data.instalments i where currency = c.name and paid_at >= p.begins and paid_at < p.ends
                    and instalment_id not in (select instalment_id from bank where instalment_id is not null)), 0) as direct,
       coalesce((select sum(amount) from lms_data.refunds where currency = c.name and refunded_at >= p.begins and refunded_at < p.ends), 0) as refunded,
       coalesce((select sum(amount) from lms_data.refunds where currency = c.name and failed_at >= p.begins and failed_at < p.ends), 0) as returned,
       coalesce((select sum(taken) from lost where currency = c.name and dispute_lost_at >= p.begins and dispute_lost_at < p.ends), 0) as lost,
       coalesce((select sum(taken) from lost where currency = c.name and dispute_won_at >= p.begins and dispute_won_at < p.ends
                    and dispute_won_at > dispute_lost_at), 0) as won,
       coalesce((select sum(amount) from owed where currency = c.name and since < p.ends and (until is null or until >= p.ends)), 0) as open,
       coalesce((select sum(amount) from owed where currency = c.name and due_on < p.last and (until is null or until >= p.ends)), 0) as late) f
     order by c.name, p.start
    """

  /// The report's rows in the order of the plain query's columns.
  static func told(_ database: TestDatabase, _ query: String) throws -> [[String?]] {
    let names = [
      "from", "currency", "gross", "instalments_received", "refunds", "refunds_returned", "disputes_lost", "net",
      "outstanding", "overdue",
    ]
    let answer = try Dashboard(database: database).ask("\(path)?\(query)", at: end)
    return answer.json["revenue"]?.array?.map { row in names.map { row[$0]?.string } } ?? [[answer.text]]
  }

  /// Holds REQ-3-35.
  @Test(arguments: [
    ("day", "UTC", 1), ("day", "Europe/Berlin", 2), ("week", "America/New_York", 3), ("month", "Europe/Berlin", 4),
    ("month", "Asia/Kathmandu", 5), ("day", "America/St_Johns", 6),
  ])
  func aYearOfOrdersIsCountedAsAPlainQueryCountsIt(by period: String, zone: String, seed: Int) throws {
    let database = try TestDatabase.current()
    try MadeUpYear.fill(database, seed: seed)
    let (first, last) = period == "week" ? ("2025-12-29", "2027-01-31") : ("2026-01-01", "2027-01-31")
    let expected = try database.rows(Self.plain, .text(zone), .text(period), .text(first), .text(last))
    let found = try Self.told(database, "by=\(period)&zone=\(zone)&from=\(first)&to=\(last)")
    #expect(found.count == expected.count && found.count > 12 * 3)
    #expect(zip(found, expected).first { $0 != $1 } == nil)
    for column in 2..<10 { #expect(Set(expected.map { $0[column] }).count > 6, "column \(column) says something") }
  }

  private func sell(_ database: TestDatabase) throws {
    try database.run(
      """
      insert into lms_data.payments (payment_id, user_id, amount, currency, requested_at, paid_at) values
        (1, 1, 1234567.5, 'eur', '2026-11-01Z', '2026-11-01 22:30Z'), (2, 1, 10, 'EUR', '2026-11-02Z', '2026-11-02 23:30Z'),
        (3, 1, 900, 'JPY', '2026-11-03Z', '2026-11-03Z');
      insert into lms_data.refunds values (1, 1, 1, 2000000, 'EUR', '2026-11-04Z', '2026-11-06Z');
      """)
  }

  @Test func csvHoldsPlainNumbersAlsoBelowZeroAndNothingThatRuns() throws {
    let database = try TestDatabase.current()
    try sell(database)
    let answer = try Dashboard(database: database).ask(
      "\(Self.path).csv?by=day&from=2026-11-03&to=2026-11-05&zone=Europe/Berlin&currency=eur")
    let lines = answer.text.split(separator: "\r\n").map(String.init)
    #expect(
      lines == [
        "period,from,to,zone,currency,payments,gross,instalments_received,refunds,refunds_returned,disputes_lost,net,outstanding,overdue",
        "2026-11-03,2026-11-03,2026-11-03,Europe/Berlin,EUR,1,10.00,0.00,0.00,0.00,0.00,10.00,0.00,0.00",
        "2026-11-04,2026-11-04,2026-11-04,Europe/Berlin,EUR,0,0.00,0.00,2000000.00,0.00,0.00,-2000000.00,0.00,0.00",
        "2026-11-05,2026-11-05,2026-11-05,Europe/Berlin,EUR,0,0.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00",
      ])
  }

  @Test(arguments: [
    ("by=year", "by must be one of"), ("zone=Mars/Base", "zone must be the name"),
    ("currency=EURO", "currency must be"),
    ("from=2026-11-31", "from must be a day"), ("from=2026-11-02&to=2026-11-01", "from must not be after to"),
    ("by=day&from=2000-01-01&to=2026-01-01", "within 1100 days"), ("to=0000-01-01", "to must be a day"),
  ])
  func whatDoesNotFitIsToldOnPagesToo(_ query: String, _ words: String) throws {
    let dashboard = Dashboard(database: try .current())
    for path in [Self.path, "/admin/dashboard/metrics"] where !query.hasPrefix("by=") || path == Self.path {
      let answer = try dashboard.ask("\(path)?\(query)")
      #expect(answer.status == 400 && answer.text.contains(words), "\(answer.text)")
      #expect(try dashboard.ask("\(path)?\(query)&format=html").text.contains("<h1>A value does not fit</h1>"))
    }
  }

  /// Holds REQ-3-34.
  @Test func figuresStandBesideThoseOfTheDaysBeforeAndWhatHasNoneSaysSo() throws {
    let database = try TestDatabase.current()
    try sell(database)
    try database.run(
      """
      insert into lms_data.orders (order_id, user_id, currency, subtotal, total, ordered_at, cancelled_at) values
        (1, 1, 'EUR', 20, 20, '2026-11-01 23:30Z', null), (2, 1, 'EUR', 30, 30, '2026-11-03Z', '2026-11-04Z'),
        (3, 2, 'EUR', 10, 10, '2026-11-03Z', null);
      insert into lms_data.class_enrolments (enrolment_id, user_id, class_id, confirmed_at) values (1, 1, 1, '2026-11-03Z');
      """)
    let dashboard = Dashboard(database: database)
    let answer = try dashboard.ask("/admin/dashboard/metrics?from=2026-11-02&to=2026-11-03&zone=Europe/Berlin")
    let figures = { (name: String, currency: JSON) -> [JSON?] in
      let row = answer.json["metrics"]?.array?.first { $0["metric"] == .string(name) && $0["currency"] == currency }
      return ["value", "previous", "change", "change_percent", "comparison"].map { row?[$0] }
    }
    #expect(figures("revenue_net", "EUR") == ["10.00", "1234567.50", "-1234557.50", .number(-100), "less"])
    #expect(figures("revenue_net", "JPY") == ["900", "0", "900", .null, "nothing to compare"])
    #expect(figures("orders", .null) == [3, 0, 3, .null, "nothing to compare"])
    #expect(figures("orders_value", "EUR") == ["60.00", "0.00", "60.00", .null, "nothing to compare"])
    #expect(figures("class_enrolments", .null) == [1, 0, 1, .null, "nothing to compare"])
    #expect(figures("new_users", .null) == [2, 0, 2, .null, "nothing to compare"])
    let later = try dashboard.ask("/admin/dashboard/metrics?from=2026-11-04&to=2026-11-05&zone=UTC&currency=eur")
    let rows = later.json["metrics"]?.array ?? []
    #expect(rows.first { $0["metric"] == "users" }?["value"] == 2 && !rows.contains { $0["currency"] == "JPY" })
    #expect(rows.first { $0["metric"] == "orders_cancelled" }?["value"] == 1)
    #expect(rows.first?["previous_from"] == "2026-11-02" && rows.first?["zone"] == "UTC")
  }

  @Test(.enabled(if: Browser.isAvailable, "\(Browser.reason)"), .timeLimit(.minutes(20)), arguments: [390, 1200])
  func thePagesFitAPhoneAndADesk(_ width: Int) throws {
    let database = try TestDatabase.current()
    try MadeUpYear.fill(database, orders: 90, seed: 9)
    let shots = PackageFolder.url.appending(path: ".build/screenshots")
    try FileManager.default.createDirectory(at: shots, withIntermediateDirectories: true)
    for path in [Self.path, "/admin/dashboard/metrics"] {
      let page = try Dashboard(database: database).ask(
        "\(path)?format=html&from=2026-09-01&to=2026-12-01&zone=Europe/Berlin", at: Self.end)
      #expect(page.headers["content-security-policy"]?.contains("form-action 'self'") == true)
      let file = shots.appending(path: "\(path.split(separator: "/").last ?? "")-\(width).html")
      try page.text.write(to: file, atomically: true, encoding: .utf8)
      #expect(try Browser.drive("DashboardTests/page.py", [file.path, shots.path, String(width)]) == "it fits")
    }
  }
}
