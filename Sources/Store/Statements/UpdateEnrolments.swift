public import Domain
public import JSON

/// Writes what a page of plans made of its enrolments.
public struct UpdateEnrolments: Statement {
  /// One enrolment after a look at it.
  public struct Entry: Sendable {
    public var id: Int
    public var status: EnrolmentStatus
    public var steps: JSON
    public var shift: Instant.Span
    public var nextDueAt: Instant?
    public var endReason: Reason?
    public var deferReason: Reason?
    public var lastActivityAt: Instant?
    /// The subject's moments as the look saw them; nil where there were none.
    public var moments: JSON?

    public init(
      id: Int, status: EnrolmentStatus, steps: JSON, shift: Instant.Span, nextDueAt: Instant?, endReason: Reason?,
      deferReason: Reason?, lastActivityAt: Instant?,
      moments: JSON?
    ) {
      self.id = id
      self.status = status
      self.steps = steps
      self.shift = shift
      self.nextDueAt = nextDueAt
      self.endReason = endReason
      self.deferReason = deferReason
      self.lastActivityAt = lastActivityAt
      self.moments = moments
    }
  }

  public static let sql = """
    update rekindle.campaign_enrollments e
       set status = n.status, steps = n.steps::jsonb, shift = n.shift, next_due_at = n.next_due_at,
           end_reason = n.end_reason, defer_reason = n.defer_reason,
           moments = n.moments::jsonb,
           last_activity_at = coalesce(n.last_activity_at, e.last_activity_at),
           ended_at = case when n.end_reason is not null then $1::timestamptz end
      from unnest($2::bigint[], $3::text[], $4::text[], $5::timestamptz[], $6::text[], $7::text[], $8::timestamptz[],
                  $9::interval[], $10::text[])
           n(id, status, steps, next_due_at, end_reason, defer_reason, last_activity_at, shift, moments)
     where e.id = n.id and e.status = 'active'
    """

  public var now: Instant
  public var entries: [Entry]

  public init(now: Instant, entries: [Entry]) {
    self.now = now
    self.entries = entries
  }

  public var binds: [Bind] {
    [
      .instant(now), .ints(entries.map(\.id)), .texts(entries.map(\.status.rawValue)),
      .texts(entries.map(\.steps.text)),
      .optionalInstants(entries.map(\.nextDueAt)), .optionalTexts(entries.map { $0.endReason?.rawValue }),
      .optionalTexts(entries.map { $0.deferReason?.rawValue }), .optionalInstants(entries.map(\.lastActivityAt)),
      .spans(entries.map(\.shift)), .optionalTexts(entries.map { $0.moments?.text }),
    ]
  }
}
