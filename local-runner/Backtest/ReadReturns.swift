import Domain
import Store

/// What became of the past's entries without a message, so many days after they entered.
struct ReadReturns: Statement {
  struct Row: Equatable, Sendable {
    var day: Int
    /// Entries that were looked at for so long.
    var entries: Int
    /// Of those, who reached the goal, who was active again, and who did one or the other.
    var goals: Int
    var returned: Int
    var either: Int
  }

  static let sql = """
    select d.day, count(*) as entries, count(*) filter (where e.goal_at <= d.until) as goals,
           count(*) filter (where e.returned_at <= d.until) as returned,
           count(*) filter (where least(e.goal_at, e.returned_at) <= d.until) as either
      from past.episodes e
     cross join lateral (
       select k.day, e.entered_at + k.day * interval '24 hours' as until from unnest($1::int[]) k(day)) d
     where d.until <= $2::timestamptz
     group by d.day order by d.day
    """
  static let columns = ["day", "entries", "goals", "returned", "either"]
  var days: [Int]
  /// Until when anybody was looked at.
  var until: Instant
  var binds: [Bind] { [.ints(days), .instant(until)] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      day: try cells.int(0), entries: try cells.int(1), goals: try cells.int(2), returned: try cells.int(3),
      either: try cells.int(4))
  }
}
