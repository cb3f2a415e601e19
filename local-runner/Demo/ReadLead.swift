import Domain
import Store

/// Reads a lead by the mailbox: the number and what became of them.
struct ReadLead: Statement {
  static let sql = "select l.id, l.status from rekindle.imported_leads l where l.email = $1"
  static let columns = ["id", "status"]
  var email: String
  var binds: [Bind] { [.text(email)] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> (id: Int, status: String) {
    (try cells.int(0), try cells.text(1))
  }
}
