public import Domain

/// The guardrails by their names, or the one that is named; also those that are switched off.
public struct FindGuardrails: Statement {
  public struct Row: Sendable {
    public let guardrail: Guardrail
    /// Who changed it and when; nil while it is as it came.
    public let changedBy: String?
    public let changedAt: Instant?
  }

  static let shape = [
    "name", "metric", "scope", "only_for", "window_minutes", "least_count", "threshold", "hold_minutes", "action",
    "is_enabled",
  ]

  public static let sql = """
    select g.name, g.metric, g.scope, g.subject as only_for, g.window_minutes, g.least_count, g.threshold, g.hold_minutes, g.action,
           g.is_enabled, g.changed_by, g.changed_at
      from rekindle.guardrails g where $1::text is null or g.name = $1 order by g.name
    """
  public static let columns = shape + ["changed_by", "changed_at"]

  public var name: String?

  public init(name: String? = nil) { self.name = name }

  public var binds: [Bind] { [.text(name)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      guardrail: try cells.guardrail(isEnabled: cells.bool(9)), changedBy: try cells.optionalText(10),
      changedAt: try cells.optionalInstant(11))
  }
}
