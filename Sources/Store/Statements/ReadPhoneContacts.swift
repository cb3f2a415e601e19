/// The telephone addresses of deliveries on their way; no row where the learner has none or is inactive.
public struct ReadPhoneContacts: Statement {
  public static let sql = """
    select c.delivery_id, c.address, c.address_hash from rekindle.sms_contacts c
     where c.delivery_id = any ($1::bigint[]) and c.address <> ''
    """
  public static let columns = ["delivery_id", "address", "address_hash"]

  public var ids: [Int]

  public init(ids: [Int]) { self.ids = ids }

  public var binds: [Bind] { [.ints(ids)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Contact {
    Contact(deliveryID: try cells.int(0), address: try cells.text(1), addressHash: try cells.bytea(2))
  }
}
