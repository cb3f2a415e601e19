import Domain
import Store

/// Says until when rows are known in this session; the views of `infra/database/past` keep to it.
struct KnowUntil: Statement {
  static let sql = "select set_config('rekindle.known_until', $1, false) is not null as is_set"
  static let columns = ["is_set"]
  var moment: Instant
  var binds: [Bind] { [.text(moment.rfc3339)] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> Bool { try cells.bool(0) }
}
