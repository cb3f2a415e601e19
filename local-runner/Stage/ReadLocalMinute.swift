import Domain
import Store

/// An instant on the calendar and the clock of a zone.
struct LocalMinute: Sendable {
  var minute: Int
  var hour: Int
  var day: Int
  var month: Int
  /// 0 for Sunday.
  var weekday: Int
}

/// Reads an instant on the clock of a zone.
struct ReadLocalMinute: Statement {
  static let sql = """
    select extract(minute from t)::int as minute, extract(hour from t)::int as hour, extract(day from t)::int as day,
           extract(month from t)::int as month, extract(dow from t)::int as weekday
      from (select $1::timestamptz at time zone $2 as t) local
    """
  static let columns = ["minute", "hour", "day", "month", "weekday"]
  var instant: Instant
  var zone: String
  var binds: [Bind] { [.instant(instant), .text(zone)] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> LocalMinute {
    LocalMinute(
      minute: try cells.int(0), hour: try cells.int(1), day: try cells.int(2), month: try cells.int(3),
      weekday: try cells.int(4))
  }
}
