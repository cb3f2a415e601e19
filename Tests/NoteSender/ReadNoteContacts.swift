import Store

/// Notes go to the learner; there is no other address.
struct ReadNoteContacts: Statement {
  static let sql = """
    select d.id, d.user_id::text as address, sha256(convert_to(d.user_id::text, 'UTF8')) as address_hash
      from rekindle.message_deliveries d where d.id = any ($1::bigint[])
    """
  static let columns = ["id", "address", "address_hash"]

  let ids: [Int]

  var binds: [Bind] { [.ints(ids)] }

  static func row(_ cells: borrowing Cells) throws(StoreError) -> Contact {
    Contact(deliveryID: try cells.int(0), address: try cells.text(1), addressHash: try cells.bytea(2))
  }
}
