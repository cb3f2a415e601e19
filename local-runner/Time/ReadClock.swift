import Domain
import Store

/// Reads how far the database's clock is before the wall clock.
struct ReadClock: Statement {
  static let sql = "select c.ahead from local_runner.clock c"
  static let columns = ["ahead"]
  var binds: [Bind] { [] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> Instant.Span { try cells.span(0) }
}
