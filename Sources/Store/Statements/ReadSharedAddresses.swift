public import Domain

/// Whoever has an address of one of the learners, they themselves too; nobody where no address is shared.
public struct ReadSharedAddresses: Statement {
  public struct Row: Sendable {
    public let userID: Int
    public let kind: AddressKind
    public let hash: [UInt8]
  }

  public static let sql = """
    select s.user_id, s.address_kind, s.address_hash from rekindle.shared_addresses s
     where s.address_hash in (select o.address_hash from rekindle.shared_addresses o where o.user_id = any ($1::bigint[]))
       and exists (select from rekindle.recipients r where r.user_id = s.user_id)
    """
  public static let columns = ["user_id", "address_kind", "address_hash"]

  public var userIDs: [Int]

  public init(userIDs: [Int]) { self.userIDs = userIDs }

  public var binds: [Bind] { [.ints(userIDs)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    guard let kind = AddressKind(rawValue: try cells.text(1)) else { throw cells.mismatch(1, "a kind of address") }
    return Row(userID: try cells.int(0), kind: kind, hash: try cells.bytea(2))
  }
}
