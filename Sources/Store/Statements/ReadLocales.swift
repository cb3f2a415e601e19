/// In which locale learners read, as their platform writes it.
public struct ReadLocales: Statement {
  public static let sql = """
    select r.user_id, r.locale from rekindle.reach r where r.user_id = any ($1::bigint[]) and r.locale is not null
    """
  public static let columns = ["user_id", "locale"]

  public var userIDs: [Int]

  public init(userIDs: [Int]) { self.userIDs = userIDs }

  public var binds: [Bind] { [.ints(userIDs)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> (userID: Int, locale: String) {
    (try cells.int(0), try cells.text(1))
  }
}
