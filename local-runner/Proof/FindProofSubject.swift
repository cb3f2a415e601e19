import Domain
import Store

/// Whether anything is known of a learner, and when they were erased last.
struct FindProofSubject: Statement {
  struct Row: Sendable {
    let isKnown: Bool
    let erasedAt: Instant?
  }

  static let sql = "select s.is_known, s.erased_at from rekindle.proof_subject($1) s"
  static let columns = ["is_known", "erased_at"]
  var userID: Int
  var binds: [Bind] { [.int(userID)] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(isKnown: try cells.bool(0), erasedAt: try cells.optionalInstant(1))
  }
}
