public import Domain
public import JSON

/// Forgets a person but for the no that keeps us from writing again; nil, and nothing happens, while one of their messages is
/// on its way.
public struct EraseLearner: Statement {
  public static let sql = "select erased from rekindle.erase_learner($1, $2) as erased"
  public static let columns = ["erased"]

  public var userID: Int
  public var now: Instant

  public init(userID: Int, now: Instant) {
    self.userID = userID
    self.now = now
  }

  public var binds: [Bind] { [.int(userID), .instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> JSON? { try cells.optionalJSON(0) }
}
