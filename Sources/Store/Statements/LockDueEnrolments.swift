public import Domain

/// Locks one page of due enrolments, oldest first, passing over what another tick holds (first of three statements).
public struct LockDueEnrolments: Statement {
  public static let sql = """
    select e.id, e.user_id from rekindle.campaign_enrollments e
     where e.status = 'active' and e.next_due_at <= $1 and e.id <> all ($3::bigint[])
       and ($4::text is null or e.campaign_id = (select c.id from rekindle.campaigns c where c.slug = $4))
     order by e.next_due_at limit $2
       for no key update skip locked
    """
  public static let columns = ["id", "user_id"]

  public var now: Instant
  public var limit: Int
  /// Enrolments that this invocation has passed over already.
  public var except: [Int]

  /// Only of this campaign; nil for all.
  public var campaign: String?

  public init(now: Instant, limit: Int, except: [Int], campaign: String? = nil) {
    self.now = now
    self.limit = limit
    self.except = except
    self.campaign = campaign
  }

  public var binds: [Bind] { [.instant(now), .int(limit), .ints(except), .text(campaign)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> (id: Int, userID: Int) {
    (try cells.int(0), try cells.int(1))
  }
}
