/// Of some learners those with an episode whose goal still counts, in the order of their ids.
public struct LearnersUnderWay: Statement {
  public static let sql = """
    select distinct e.user_id from rekindle.campaign_enrollments e
     where e.user_id = any ($1::bigint[]) and e.status in ('active', 'paused', 'exhausted') order by e.user_id
    """
  public static let columns = ["user_id"]

  public var learners: [Int]

  public init(among learners: [Int]) { self.learners = learners }

  public var binds: [Bind] { [.ints(learners)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
