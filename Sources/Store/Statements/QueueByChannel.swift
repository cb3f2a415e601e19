public import Domain

/// What waits on each channel, what is on its way, and what was given up in the last week (REQ-3-37).
public struct QueueByChannel: Statement {
  public struct Row: Sendable {
    public let channel: Channel
    /// Planned for later.
    public let waiting: Int
    /// May leave now.
    public let due: Int
    public let oldestDueAt: Instant?
    public let sending: Int
    /// Tried at least once, and to be tried again.
    public let retrying: Int
    /// Of which nobody heard whether the provider took them.
    public let doubtful: Int
    /// Given up in the last seven days.
    public let failed: Int
    /// Why most of these were given up.
    public let commonestFailure: String?
  }

  public static let sql = """
    select d.channel, count(*) filter (where d.status = 'scheduled' and d.not_before > $1) as waiting,
           count(*) filter (where d.status = 'scheduled' and d.not_before <= $1) as due,
           min(d.not_before) filter (where d.status = 'scheduled' and d.not_before <= $1) as oldest_due_at,
           count(*) filter (where d.status = 'sending') as sending,
           count(*) filter (where d.status = 'scheduled' and d.attempt > 0) as retrying,
           count(*) filter (where d.status = 'unknown') as doubtful, count(*) filter (where d.status = 'failed') as failed,
           mode() within group (order by d.reason) filter (where d.status = 'failed') as commonest_failure
      from rekindle.message_deliveries d
     where d.attention_at is not null or (d.status = 'failed' and d.scheduled_at >= $1::timestamptz - interval '7 days')
     group by d.channel order by d.channel
    """
  public static let columns = [
    "channel", "waiting", "due", "oldest_due_at", "sending", "retrying", "doubtful", "failed", "commonest_failure",
  ]

  public var now: Instant

  public init(now: Instant) { self.now = now }

  public var binds: [Bind] { [.instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      channel: try cells.channel(0), waiting: try cells.int(1), due: try cells.int(2),
      oldestDueAt: try cells.optionalInstant(3), sending: try cells.int(4), retrying: try cells.int(5),
      doubtful: try cells.int(6), failed: try cells.int(7), commonestFailure: try cells.optionalText(8))
  }
}
