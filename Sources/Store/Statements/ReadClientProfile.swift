public import Domain
public import JSON

/// One client with orders, payments, instalments, messages and all of it in the order in which it happened.
public struct ReadClientProfile: Statement {
  public static let sql = "select profile from rekindle.client_profile($1, $2) as profile"
  public static let columns = ["profile"]

  public var userID: Int
  public var now: Instant

  public init(userID: Int, now: Instant) {
    self.userID = userID
    self.now = now
  }

  public var binds: [Bind] { [.int(userID), .instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> JSON { try cells.json(0) }
}
