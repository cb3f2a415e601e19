import Domain
import FunctionContract
import Store

/// The situations in a database that a platform's fixtures have filled.
struct ConformanceKit {
  /// Short of the next daily detection, which would look at everybody on another day.
  private static let length = Instant.Span.hours(20)

  let start: Instant
  let campaigns: [String]

  var end: Instant { start + Self.length }

  init(_ connection: borrowing Connection) throws(RunnerError) {
    guard try Self.texts("select where to_regclass('conform.learners') is not null", connection).count == 1 else {
      throw RunnerError(
        .configuration, "this database has no conform.learners: run infra/conformance/situations.sql and your fixtures"
      )
    }
    let moment = try Self.texts(
      "select to_char(conform.at() at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')", connection)
    guard let start = moment.first?.first.flatMap({ $0 }).flatMap({ Instant(rfc3339: $0) }) else {
      throw RunnerError(.configuration, "conform.at() is no moment")
    }
    self.start = start
    campaigns = try Self.texts("select distinct campaign from conform.situations order by 1", connection)
      .compactMap { $0.first ?? nil }
  }

  /// What became of everybody, in the order of the situations.
  func verdicts(_ connection: borrowing Connection) throws(RunnerError) -> [ConformanceVerdict] {
    let sql = """
      select s.name, s.meaning, s.messages::text,
             case when l.situation is null then 'the fixtures leave it out' end, l.absence,
             (count(d.id) filter (where d.status = 'sent'))::text, min(d.reason)
        from conform.situations s left join conform.learners l on l.situation = s.name
        left join rekindle.campaigns c on c.slug = s.campaign
        left join rekindle.campaign_enrollments e
          on e.campaign_id = c.id and e.user_id = l.user_id and e.subject_id = l.subject_id
        left join rekindle.message_deliveries d on d.enrollment_id = e.id
       group by s.position, s.name, s.meaning, s.messages, l.situation, l.absence
       order by s.position
      """
    return try Self.texts(sql, connection).map { row in
      ConformanceVerdict(
        situation: row[0] ?? "", meaning: row[1] ?? "", wanted: row[2].flatMap { Int($0) } ?? 0,
        sent: row[5].flatMap { Int($0) } ?? 0, reason: row[6], fault: row[3], absence: row[4])
    }
  }

  private static func texts(_ sql: String, _ connection: borrowing Connection) throws(RunnerError) -> [[String?]] {
    do throws(StoreError) { return try connection.texts(sql) } catch { throw RunnerError(error) }
  }
}
