/// Locks recipients in the global order, passing over those that another process holds (second of three).
///
/// Whoever reserves, claims or opts out holds this row; what is read in a later statement is what they left.
public struct LockRecipients: Statement {
  public static let sql = """
    select r.user_id from rekindle.recipients r where r.user_id = any ($1::bigint[])
     order by r.user_id for no key update skip locked
    """
  public static let columns = ["user_id"]

  public var userIDs: [Int]

  public init(userIDs: [Int]) { self.userIDs = userIDs }

  public var binds: [Bind] { [.ints(userIDs)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
