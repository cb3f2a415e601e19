/// Says whose notices the rest of the transaction is about; the policy shows and takes no others.
public struct SetLearner: Statement {
  public static let sql = "select set_config('rekindle.learner', $1::text, true) as learner"
  public static let columns = ["learner"]

  public var userID: Int

  public init(userID: Int) { self.userID = userID }

  public var binds: [Bind] { [.text(String(userID))] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) {}
}
