import Foundation
import JSON
import Store
import TestKit
import Testing

/// The queries of the shipped campaigns on 20,000 invented learners: detection reads each table a few times over, and what is
/// about fifty learners reads what is theirs.
@Suite(.database, .timeLimit(.minutes(20))) struct HostDataPlanTests {
  private static let now = "2026-11-27T20:00:00Z"

  private static let campaigns = [
    "aida-agents", "certificate-unclaimed", "course-incomplete", "session-no-show",
    "assignment-due", "payment-pending", "recording-available", "session-reminder",
    "order-confirmation", "enrollment-confirmation", "payment-success", "payment-failed", "payment-final-failure",
    "enrollment-cancelled", "installment-reminder", "installment-overdue",
  ]

  @Test func detectionReadsEachTableAFewTimesOverAndAPageReadsItsOwnRows() throws {
    let database = try TestDatabase.current()
    for slug in Self.campaigns { _ = try PublishedCampaign(slug) }
    try fill(database)
    let all = try database.count(
      "select sum(reltuples)::bigint from pg_class where relnamespace = 'lms_data'::regnamespace")
    for slug in Self.campaigns {
      let prefix = "rekindle_campaigns.\(slug.replacing("-", with: "_"))_v1_"
      let (found, read) = try rowsRead(by: "select count(*)::text from \(prefix)segment('\(Self.now)')", database)
      #expect(found > 50, "the segment of \(slug) names learners")
      #expect(read < 2 * all, "\(slug): \(read) rows read of \(all)")
      for part in ["states", "contexts"] {
        let (answered, rows) = try rowsRead(by: page(of: prefix, part), database)
        #expect(answered == 50, "\(slug): \(part)")
        #expect(rows - read < 50 * 400, "\(slug): \(part) read \(rows - read) rows")
      }
    }
  }

  /// Asks for what is about the first fifty that the segment names.
  private func page(of prefix: String, _ part: String) -> String {
    """
    select count(*)::text
      from (select array_agg(user_id) as learners, array_agg(subject_id) as subjects
              from (select user_id, subject_id from \(prefix)segment('\(Self.now)') order by 1, 2 limit 50) s) p
     cross join lateral \(prefix)\(part)('\(Self.now)', p.learners, p.subjects)
    """
  }

  /// What a query counts, and how many rows it and all that it calls read, in a session of its own: counts of a session add up.
  private func rowsRead(by sql: String, _ database: TestDatabase) throws -> (answer: Int, read: Int) {
    let connection = try database.connect()
    try connection.runScript("begin", named: "begin")
    defer { try? connection.runScript("rollback", named: "rollback") }
    let answer = try connection.texts(sql)[0][0].flatMap { Int($0) } ?? 0
    let read =
      try connection.texts(
        """
        select sum(coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::bigint::text from pg_stat_xact_user_tables
         where schemaname = 'lms_data'
        """)[0][0].flatMap { Int($0) } ?? 0
    return (answer, read)
  }

  private func fill(_ database: TestDatabase) throws {
    let script = PackageFolder.url.appending(path: "infra/database/sources/invented.sql")
    try database.run("set statement_timeout = 0; \(try String(contentsOf: script, encoding: .utf8))")
    try database.run(
      """
      set statement_timeout = 0;
      insert into lms_data.users (user_id, first_name, last_name, timezone)
        select n, 'Asha', 'L' || n, (array['Asia/Kolkata', 'America/New_York', null, 'Europe/Paris'])[1 + n % 4]
          from generate_series(1, 20000) n;
      insert into lms_data.courses (course_id, name, total_modules) select n, 'Course ' || n, 10 from generate_series(0, 99) n;
      insert into lms_data.course_enrolments (user_id, course_id, enrolled_at) select n, n % 100, '2026-08-01Z' from generate_series(1, 20000) n;
      insert into lms_data.user_activities
        select n, n % 100, timestamptz '\(Self.now)' - make_interval(days => n % 90 + 7 * k), 'lesson'
          from generate_series(1, 20000) n, generate_series(0, 9) k;
      insert into lms_data.user_course_progress (user_id, course_id, completion_percentage, modules_completed)
        select n, n % 100, 10 * (n % 11), n % 11 from generate_series(1, 20000) n;
      insert into invented.progress select user_id, course_id, '2026-08-20Z', modules_completed, completion_percentage from lms_data.user_course_progress;
      select invented.make('[1,20001)', '2026-09-01', '2027-01-20', 8);
      \(Self.orders);
      analyze
      """)
  }

  /// An order of two classes for each learner over 90 days, a third of them paid in three instalments, of which one in ten has failed.
  private static let orders = """
    insert into lms_data.classes (class_id, name, starts_at) select n, 'Class ' || n, timestamptz '\(now)' + interval '9 days'
      from generate_series(1, 200) n;
    insert into lms_data.orders (order_id, user_id, currency, subtotal, discount_total, total, plan, ordered_at)
      select n, n, 'EUR', 200, 20, 180, case when n % 3 = 0 then 'instalments' else 'one_time' end,
             timestamptz '\(now)' - make_interval(mins => n % 90 * 1440 + n % 1000)
        from generate_series(1, 20000) n;
    insert into lms_data.order_items select o.order_id, k, 1 + (o.order_id + k) % 200, 'Class ' || 1 + (o.order_id + k) % 200, 'Child', 100
      from lms_data.orders o, generate_series(1, 2) k where o.order_id <= 20000;
    insert into lms_data.class_enrolments (enrolment_id, user_id, class_id, order_id, child_name, cancelled_at, refund_amount, refund_currency)
      select 2 * order_id + position, order_id, class_id, order_id, 'Child',
             case when order_id % 50 = 0 then timestamptz '\(now)' - make_interval(mins => order_id::int % 4000) end, 90, 'EUR'
        from lms_data.order_items where order_id <= 20000;
    insert into lms_data.instalments (instalment_id, order_id, user_id, number, count, amount, currency, due_on)
      select 3 * order_id + k, order_id, user_id, k, 3, 60, 'EUR', (ordered_at + make_interval(months => k - 1))::date + 2
        from lms_data.orders, generate_series(1, 3) k where plan = 'instalments' and order_id <= 20000;
    insert into lms_data.payments (payment_id, user_id, amount, currency, requested_at, paid_at, failed_at)
      select order_id, user_id, 180, 'EUR', ordered_at, case when order_id % 10 > 0 then ordered_at end,
             case when order_id % 10 = 0 then ordered_at end
        from lms_data.orders where order_id <= 20000;
    insert into lms_data.payment_details (payment_id, order_id, instalment_id, reference, failure_code)
      select o.order_id, o.order_id, i.instalment_id, 'pi_' || o.order_id,
             case when o.order_id % 20 = 0 then 'expired_card' when o.order_id % 10 = 0 then 'do_not_honor' end
        from lms_data.orders o left join lms_data.instalments i on i.order_id = o.order_id and i.number = 1
       where o.order_id <= 20000
    """
}
