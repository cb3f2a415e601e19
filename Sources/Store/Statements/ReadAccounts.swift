/// To whom deliveries on their way in the app go; no row where there is no active account.
public struct ReadAccounts: Statement {
  public static let sql = """
    select a.delivery_id, a.address, a.address_hash from rekindle.read_accounts($1::bigint[]) a
    """
  public static let columns = Contact.columns

  public var ids: [Int]

  public init(ids: [Int]) { self.ids = ids }

  public var binds: [Bind] { [.ints(ids)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Contact {
    try Contact(cells)
  }
}
