/// To whom deliveries on their way to the worklist go; no row where nobody can reach the learner.
public struct ReadWorklistPeople: Statement {
  public static let sql = """
    select p.delivery_id, p.address, p.address_hash from rekindle.read_worklist_people($1::bigint[]) p
    """
  public static let columns = Contact.columns

  public var ids: [Int]

  public init(ids: [Int]) { self.ids = ids }

  public var binds: [Bind] { [.ints(ids)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Contact {
    try Contact(cells)
  }
}
