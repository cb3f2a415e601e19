public import Domain
public import JSON

/// Takes the next notice that waits for two minutes, in which nobody else does; one about an incident only after what came before it.
public struct ClaimNotice: Statement {
  public struct Row: Sendable {
    public let id: Int
    public let receiver: NoticeReceiver
    /// How often it was tried, this time included.
    public let attempt: Int
    /// nil for a review.
    public let incident: Incident?
    /// Whether it says that the incident is over.
    public let isResolution: Bool
    /// What a review says.
    public let body: JSON
  }

  public static let sql = """
    with next as materialized (
      select o.id, o.incident_id from rekindle.operator_notices o
       where o.sent_at is null and o.not_before <= $1 and (o.lease_until is null or o.lease_until <= $1)
         and not exists (
           select from rekindle.operator_notices e
            where e.incident_id = o.incident_id and e.medium = o.medium and e.place = o.place and e.id < o.id and e.sent_at is null)
       order by o.not_before, o.id limit 1 for no key update of o skip locked)
    update rekindle.operator_notices n set attempt = n.attempt + 1, lease_until = $1::timestamptz + interval '2 minutes'
      from next t left join rekindle.incidents i on i.id = t.incident_id
     where n.id = t.id
    returning n.id, n.medium, n.place, n.attempt, n.kind, n.body, i.id, i.guardrail, i.metric, i.subject, i.threshold, i.figure, i.counted,
              i.began_at, i.has_paused, i.resolved_at
    """
  public static let columns = [
    "id", "medium", "place", "attempt", "kind", "body", "id", "guardrail", "metric", "subject", "threshold", "figure",
    "counted", "began_at", "has_paused", "resolved_at",
  ]

  public var now: Instant

  public init(now: Instant) { self.now = now }

  public var binds: [Bind] { [.instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    guard let medium = NoticeReceiver.Medium(rawValue: try cells.text(1)) else { throw cells.mismatch(1, "a medium") }
    let kind = try cells.text(4)
    return Row(
      id: try cells.int(0), receiver: NoticeReceiver(medium, try cells.int(2)), attempt: try cells.int(3),
      incident: kind == "review" ? nil : try incident(cells), isResolution: kind == "resolved", body: try cells.json(5))
  }

  private static func incident(_ cells: borrowing Cells) throws(StoreError) -> Incident {
    guard let metric = GuardrailMetric(rawValue: try cells.text(8)) else { throw cells.mismatch(8, "a metric") }
    return Incident(
      id: try cells.int(6), guardrail: try cells.text(7), metric: metric, subject: try cells.text(9),
      threshold: try cells.double(10), figure: try cells.double(11), count: try cells.int(12),
      beganAt: try cells.instant(13), hasPaused: try cells.bool(14), resolvedAt: try cells.optionalInstant(15))
  }
}
