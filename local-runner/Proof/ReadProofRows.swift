import Domain
import JSON
import Store

/// What is kept of a learner as evidence, in the order of its own times.
struct ReadProofRows: Statement {
  struct Row: Sendable {
    let at: Instant
    let table: String
    /// The row's own id in its table.
    let id: String
    let content: JSON
  }

  static let sql = "select r.at, r.source, r.id, r.content from rekindle.proof_rows($1) r"
  static let columns = ["at", "source", "id", "content"]
  var userID: Int
  var binds: [Bind] { [.int(userID)] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(at: try cells.instant(0), table: try cells.text(1), id: try cells.text(2), content: try cells.json(3))
  }
}
