public import Domain

/// Incidents, those that stand first, then the newest.
public struct ListIncidents: Statement {
  public struct Row: Sendable {
    public let incident: Incident
    public let openedAt: Instant
    /// Who was told that it is open, of how many who are to be.
    public let told: Int
    public let receivers: Int
    /// Why the last try to tell somebody failed; nil once all are told.
    public let failure: String?
  }

  public static let sql = """
    select i.id, i.guardrail, i.metric, i.subject, i.threshold, i.figure, i.counted, i.began_at, i.has_paused, i.resolved_at,
           i.opened_at, n.told, n.receivers, n.failure
      from rekindle.incidents i
     cross join lateral (
       select count(o.sent_at) as told, count(*) as receivers, max(o.failure) filter (where o.sent_at is null) as failure
         from rekindle.operator_notices o where o.incident_id = i.id and o.kind = 'opened') n
     where i.opened_at is not null and i.opened_at <= $1 order by i.resolved_at is not null, i.opened_at desc, i.id desc limit $2
    """
  public static let columns = [
    "id", "guardrail", "metric", "subject", "threshold", "figure", "counted", "began_at", "has_paused", "resolved_at",
    "opened_at", "told", "receivers", "failure",
  ]

  public var now: Instant
  public var limit: Int

  public init(now: Instant, limit: Int) {
    self.now = now
    self.limit = limit
  }

  public var binds: [Bind] { [.instant(now), .int(limit)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    guard let metric = GuardrailMetric(rawValue: try cells.text(2)) else { throw cells.mismatch(2, "a metric") }
    let incident = Incident(
      id: try cells.int(0), guardrail: try cells.text(1), metric: metric, subject: try cells.text(3),
      threshold: try cells.double(4), figure: try cells.double(5), count: try cells.int(6),
      beganAt: try cells.instant(7), hasPaused: try cells.bool(8), resolvedAt: try cells.optionalInstant(9))
    return Row(
      incident: incident, openedAt: try cells.instant(10), told: try cells.int(11), receivers: try cells.int(12),
      failure: try cells.optionalText(13))
  }
}
