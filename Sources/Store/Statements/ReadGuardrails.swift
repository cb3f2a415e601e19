public import Domain

/// Each enabled guardrail with what it looks at, over the five-minute buckets that are closed (REQ-0-87 to REQ-0-91); a guardrail of
/// which nothing is known has one row without figures.
public struct ReadGuardrails: Statement {
  public struct Row: Sendable {
    public let guardrail: Guardrail
    /// The campaign, channel or provider; empty for the installation.
    public let subject: String
    /// What is counted; nil where nothing is known.
    public let part: Int?
    /// What it is of; nil for a count.
    public let whole: Int?
    /// The same of those who were held out of an experiment, and their share of it, from 0 to 1.
    public let heldPart: Int?
    public let heldWhole: Int?
    public let share: Double?

    public init(
      guardrail: Guardrail, subject: String = "", part: Int?, whole: Int? = nil, heldPart: Int? = nil,
      heldWhole: Int? = nil, share: Double? = nil
    ) {
      self.guardrail = guardrail
      self.subject = subject
      self.part = part
      self.whole = whole
      self.heldPart = heldPart
      self.heldWhole = heldWhole
      self.share = share
    }
  }

  public static let sql = """
    select g.name, g.metric, g.scope, g.subject as only_for, g.window_minutes, g.least_count, g.threshold, g.hold_minutes, g.action,
           coalesce(f.subject, g.subject) as subject, f.part, f.whole, f.held_part, f.held_whole, f.share
      from rekindle.guardrails g left join rekindle.guardrail_figures($1) f on f.guardrail = g.name
     where g.is_enabled order by g.name, subject, f.share
    """
  public static let columns: [String] =
    FindGuardrails.shape.dropLast() + ["subject", "part", "whole", "held_part", "held_whole", "share"]

  public var now: Instant

  public init(now: Instant) { self.now = now }

  public var binds: [Bind] { [.instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      guardrail: try cells.guardrail(isEnabled: true), subject: try cells.text(9), part: try cells.optionalInt(10),
      whole: try cells.optionalInt(11), heldPart: try cells.optionalInt(12), heldWhole: try cells.optionalInt(13),
      share: try cells.optionalDouble(14))
  }
}
