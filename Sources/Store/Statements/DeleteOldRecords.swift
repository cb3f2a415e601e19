public import Domain

/// Deletes job runs, incidents with what was told of them, resolved anomalies, host events, told and kept, and read notices of before a moment, and the words of
/// replies; tests that nobody took within a day, conversations and pauses that are over, rooms that were opened long ago, and
/// memberships of segments that have expired (REQ-4-37), and what hosts were asked to charge again.
///
/// An anomaly that was not seen for two weeks is resolved, other than that of an order: its receipt is held back until the
/// order is put right. Returns how many of each.
public struct DeleteOldRecords: Statement {
  public struct Row: Sendable {
    public let runs: Int
    public let anomalies: Int
    public let hostEvents: Int
    public let notices: Int
    public let replies: Int
    public let resolved: Int
    public let memberships: Int
  }

  public static let sql = """
    with runs as (delete from rekindle.job_execution_logs where started_at < $1 returning 1),
    anomalies as (delete from rekindle.anomalies where resolved_at < $1 returning 1),
    host_events as (delete from rekindle.host_events where received_at < $1 returning 1),
    kept as (delete from rekindle.events_unknown where received_at < $1 returning 1),
    notices as (delete from rekindle.notifications where read_at < $1 returning 1),
    replies as (update rekindle.inbound_replies set body = null where body is not null and received_at < $1 returning 1),
    tests as (delete from rekindle.test_sends where requested_at < $2::timestamptz - interval '1 day' returning 1),
    conversations as (
      delete from rekindle.conversations where last_inbound_at < $2::timestamptz - interval '7 days' returning 1),
    spending as (delete from rekindle.spending where week < ($1::timestamptz at time zone 'UTC')::date),
    changes as (delete from rekindle.spending_changes where week < ($1::timestamptz at time zone 'UTC')::date),
    memberships as (
      delete from rekindle.segment_blocks where named_at <= $2::timestamptz - interval '1 day' returning cardinality(members) as n),
    pauses as (delete from rekindle.rate_pauses where until < $2::timestamptz - interval '1 day' returning 1),
    rooms as (delete from rekindle.provider_rooms where opened_at < $1 returning 1),
    requests as (
      delete from rekindle.notification_jobs j where j.run_at < $1 and not exists (
        select from rekindle.campaign_enrollments e where e.subject_id = j.id and rekindle.is_request(e.subject_id))),
    asked as (delete from rekindle.retry_requests where asked_at < $1),
    changes_of_jobs as (delete from rekindle.job_changes where anchor_at < $1),
    incidents as (delete from rekindle.incidents where resolved_at < $1),
    reviews as (delete from rekindle.operator_notices where kind = 'review' and sent_at < $1),
    resolved as (
      update rekindle.anomalies set resolved_at = $2
       where resolved_at is null and kind <> 'order_disagrees' and coalesce(last_seen_at, created_at) < $2::timestamptz - interval '14 days' returning 1)
    select (select count(*) from runs) as runs, (select count(*) from anomalies) as anomalies,
           (select count(*) from host_events) as host_events, (select count(*) from notices) as notices,
           (select count(*) from replies) as replies, (select count(*) from resolved) as resolved,
           (select coalesce(sum(m.n), 0) from memberships m) as memberships
    """
  public static let columns = ["runs", "anomalies", "host_events", "notices", "replies", "resolved", "memberships"]

  public var before: Instant

  public var now: Instant

  public init(before: Instant, now: Instant) {
    self.before = before
    self.now = now
  }

  public var binds: [Bind] { [.instant(before), .instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      runs: try cells.int(0), anomalies: try cells.int(1), hostEvents: try cells.int(2), notices: try cells.int(3),
      replies: try cells.int(4), resolved: try cells.int(5), memberships: try cells.int(6))
  }
}
