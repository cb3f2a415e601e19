public import Domain
public import JSON

/// The template values of pairs of learner and subject; no row where there is nothing left to write about.
public struct ReadContexts: Statement {
  public static let sql = """
    select c.user_id, c.subject_id, c.context
      from rekindle.campaign_context($1, $2, $3, $4::bigint[], $5::bigint[]) c
    """
  public static let columns = ["user_id", "subject_id", "context"]

  public var id: CampaignVersionID
  public var now: Instant
  public var userIDs: [Int]
  public var subjectIDs: [Int]

  public init(id: CampaignVersionID, now: Instant, userIDs: [Int], subjectIDs: [Int]) {
    self.id = id
    self.now = now
    self.userIDs = userIDs
    self.subjectIDs = subjectIDs
  }

  public var binds: [Bind] {
    [.int(id.campaign), .int(id.version), .instant(now), .ints(userIDs), .ints(subjectIDs)]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> (userID: Int, subjectID: Int, context: JSON) {
    let text = try cells.text(2)
    guard let context = try? JSON.parse(text) else { throw cells.mismatch(2, "a JSON object") }
    return (try cells.int(0), try cells.int(1), context)
  }
}
