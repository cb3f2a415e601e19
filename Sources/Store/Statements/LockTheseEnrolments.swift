public import Domain

/// Locks the named enrolments that are still due, passing over what another tick holds: a part of a page that failed.
public struct LockTheseEnrolments: Statement {
  public static let sql = """
    select e.id, e.user_id from rekindle.campaign_enrollments e
     where e.id = any ($2::bigint[]) and e.status = 'active' and e.next_due_at <= $1
     order by e.next_due_at
       for no key update skip locked
    """
  public static let columns = ["id", "user_id"]

  public var now: Instant
  public var ids: [Int]

  public init(now: Instant, ids: [Int]) {
    self.now = now
    self.ids = ids
  }

  public var binds: [Bind] { [.instant(now), .ints(ids)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> (id: Int, userID: Int) {
    (try cells.int(0), try cells.int(1))
  }
}
