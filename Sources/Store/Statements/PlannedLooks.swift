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
    select p.day, c.slug, c.title, sum(p.learners)::bigint as learners
      from (
        select greatest(n.day, ($1::timestamptz at time zone d.time_zone)::date) as day, n.campaign_id, n.learners
          from rekindle.deployment d cross join rekindle.planned_counts n
        union all
        select l.day, l.campaign_id, l.learners from rekindle.looks_planned($1) l
         where not exists (select from rekindle.planned_counts)) p
      join rekindle.campaigns c on c.id = p.campaign_id
     group by p.day, c.slug, c.title order by p.day, c.slug
    """
  public static let columns = ["day", "slug", "title", "learners"]

  public var now: Instant

  public init(now: Instant) { self.now = now }

  public var binds: [Bind] { [.instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(day: try cells.text(0), campaign: try cells.text(1), title: try cells.text(2), learners: try cells.int(3))
  }
}
