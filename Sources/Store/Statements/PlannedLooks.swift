public import Domain

/// How many learners of each campaign are looked at next on each of the fourteen days from now, in the deployment's zone.
public struct PlannedLooks: Statement {
  public struct Row: Sendable {
    /// As `2026-11-20`.
    public let day: String
    public let campaign: String
    public let title: String
    public let learners: Int
  }

  public static let sql = """
    select p.day, c.slug, c.title, p.learners
      from (
        select (greatest(e.next_due_at, $1) at time zone d.time_zone)::date as day, e.campaign_id, count(*) as learners
          from rekindle.deployment d join rekindle.campaign_enrollments e on true
         where e.status = 'active' and e.next_due_at < $1::timestamptz + interval '14 days' and not e.is_holdout
         group by 1, 2) p
      join rekindle.campaigns c on c.id = p.campaign_id
     order by p.day, c.slug
    """
  public static let columns = ["day", "slug", "title", "learners"]

  public var now: Instant

  public init(now: Instant) { self.now = now }

  public var binds: [Bind] { [.instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(day: try cells.text(0), campaign: try cells.text(1), title: try cells.text(2), learners: try cells.int(3))
  }
}
