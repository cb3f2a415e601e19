public import Domain

/// Locks what else some learners have that is due soon in campaigns whose messages may stand in a letter with others, passing
/// over what another tick holds; the learners are locked before.
public struct LockNextEnrolments: Statement {
  public static let sql = """
    select e.id, e.user_id, e.next_due_at > $1 as is_early from rekindle.campaign_enrollments e
     where e.user_id = any ($3::bigint[]) and e.status = 'active' and e.next_due_at <= $2 and e.id <> all ($4::bigint[])
       and exists (select from rekindle.campaign_versions v
                    where v.campaign_id = e.campaign_id and v.version = e.version and v.definition @? '$.steps[*].letter')
     order by e.id
       for no key update skip locked
    """
  public static let columns = ["id", "user_id", "is_early"]

  public var now: Instant
  public var until: Instant
  public var userIDs: [Int]
  /// Enrolments that are locked already, or passed over.
  public var except: [Int]

  public init(now: Instant, until: Instant, userIDs: [Int], except: [Int]) {
    self.now = now
    self.until = until
    self.userIDs = userIDs
    self.except = except
  }

  public var binds: [Bind] { [.instant(now), .instant(until), .ints(userIDs), .ints(except)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> (id: Int, userID: Int, isEarly: Bool) {
    (try cells.int(0), try cells.int(1), try cells.bool(2))
  }
}
