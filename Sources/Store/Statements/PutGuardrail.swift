public import Domain

/// Makes a guardrail, or replaces the one of its name; from now on it is the operator's.
public struct PutGuardrail: Statement {
  public static let sql = """
    insert into rekindle.guardrails
      (name, metric, scope, subject, window_minutes, least_count, threshold, hold_minutes, action, is_enabled, changed_by, changed_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
    on conflict (name) do update set metric = excluded.metric, scope = excluded.scope, subject = excluded.subject,
      window_minutes = excluded.window_minutes, least_count = excluded.least_count, threshold = excluded.threshold,
      hold_minutes = excluded.hold_minutes, action = excluded.action, is_enabled = excluded.is_enabled,
      changed_by = excluded.changed_by, changed_at = excluded.changed_at
    """

  public var guardrail: Guardrail
  /// The name of the key.
  public var key: String
  public var now: Instant

  public init(_ guardrail: Guardrail, key: String, now: Instant) {
    self.guardrail = guardrail
    self.key = key
    self.now = now
  }

  public var binds: [Bind] {
    [
      .text(guardrail.name), .text(guardrail.metric.rawValue), .text(guardrail.scope.rawValue),
      .text(guardrail.subject), .int(guardrail.windowMinutes), .int(guardrail.leastCount),
      .double(guardrail.threshold), .int(guardrail.holdMinutes), .text(guardrail.action.rawValue),
      .bool(guardrail.isEnabled), .text(key), .instant(now),
    ]
  }
}
