public import Domain

/// The anomalies that stand open, by their kind, the commonest first.
public struct OpenAnomalies: Statement {
  public struct Row: Sendable {
    public let kind: String
    public let count: Int
    /// How often they were seen, all together.
    public let seen: Int
    public let newestAt: Instant
    public let detail: String
  }

  public static let sql = """
    select a.kind, count(*) as count, sum(a.seen) as seen, max(coalesce(a.last_seen_at, a.created_at)) as newest_at,
           (array_agg(a.detail order by coalesce(a.last_seen_at, a.created_at) desc, a.id desc))[1] as detail
      from rekindle.anomalies a where a.resolved_at is null group by a.kind order by 2 desc, 1
    """
  public static let columns = ["kind", "count", "seen", "newest_at", "detail"]

  public init() {}

  public var binds: [Bind] { [] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      kind: try cells.text(0), count: try cells.int(1), seen: try cells.int(2), newestAt: try cells.instant(3),
      detail: try cells.text(4))
  }
}
