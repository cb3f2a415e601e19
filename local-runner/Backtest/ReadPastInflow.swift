import Domain
import Effect
import Store

/// How many the past would have brought: entries, pairs, learners, and who of them counts in an experiment.
struct ReadPastInflow: Statement {
  struct Row: Sendable {
    var entries: Int
    var pairs: Int
    var learners: Int
    /// Learners who entered for the first time after the first day, whose backlog is no inflow.
    var newcomers: Int
    /// Learners whose window is over, and those of them who reached the goal in it.
    var alone: Arm
  }

  static let sql = """
    select count(*) as entries, count(*) filter (where e.episode = 1) as pairs, count(*) filter (where e.is_first) as learners,
           count(*) filter (where e.is_first and e.entered_at > $1::timestamptz) as newcomers,
           count(*) filter (where e.is_first and e.entered_at + $2::interval <= $3::timestamptz) as closed,
           count(*) filter (where e.is_first and e.entered_at + $2 <= $3 and e.goal_at <= e.entered_at + $2) as goals
      from past.episodes e
    """
  static let columns = ["entries", "pairs", "learners", "newcomers", "closed", "goals"]
  var first: Instant
  var window: Instant.Span
  var until: Instant
  var binds: [Bind] { [.instant(first), .span(window), .instant(until)] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      entries: try cells.int(0), pairs: try cells.int(1), learners: try cells.int(2), newcomers: try cells.int(3),
      alone: Arm(count: try cells.int(4), goals: try cells.int(5)))
  }
}
