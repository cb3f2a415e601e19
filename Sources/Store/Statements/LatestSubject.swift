/// What a learner's newest episode of a campaign is about.
public struct LatestSubject: Statement {
  public static let sql = """
    select e.subject_id from rekindle.campaign_enrollments e where e.user_id = $1 and e.campaign_id = $2::int
     order by e.enrolled_at desc, e.id desc limit 1
    """
  public static let columns = ["subject_id"]

  public var userID: Int
  public var campaign: Int

  public init(userID: Int, campaign: Int) {
    self.userID = userID
    self.campaign = campaign
  }

  public var binds: [Bind] { [.int(userID), .int(campaign)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
