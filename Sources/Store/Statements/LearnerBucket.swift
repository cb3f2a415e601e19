public import Domain

/// A learner's fixed place among 10,000 for one salt.
public struct LearnerBucket: Statement {
  public static let sql = "select rekindle.bucket($1, $2) as bucket"
  public static let columns = ["bucket"]

  public var userID: Int
  public var salt: Salt

  public init(userID: Int, salt: Salt) {
    self.userID = userID
    self.salt = salt
  }

  public var binds: [Bind] { [.int(userID), .text(salt.text)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Bucket {
    guard let bucket = Bucket(try cells.int(0)) else { throw cells.mismatch(0, "a bucket from 0 to 9999") }
    return bucket
  }
}
