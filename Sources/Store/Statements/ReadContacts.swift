/// Where deliveries on their way go, of the channels that the role may send on; no row where the person has no such address
/// or is inactive.
public struct ReadContacts: Statement {
  public static let sql = """
    select c.delivery_id, c.address, c.address_hash from rekindle.read_contacts($1::bigint[]) c
    """
  public static let columns = Contact.columns

  public var ids: [Int]

  public init(ids: [Int]) { self.ids = ids }

  public var binds: [Bind] { [.ints(ids)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Contact {
    try Contact(cells)
  }
}
