public import JSON

/// Everything that is known about a person.
public struct ExportLearner: Statement {
  public static let sql = "select known from rekindle.export_learner($1) as known"
  public static let columns = ["known"]

  public var userID: Int

  public init(userID: Int) { self.userID = userID }

  public var binds: [Bind] { [.int(userID)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> JSON { try cells.json(0) }
}
