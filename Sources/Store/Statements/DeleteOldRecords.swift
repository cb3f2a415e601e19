public import Domain

/// Deletes job runs, resolved anomalies, host events and read notices of before a moment; returns how many of each.
public struct DeleteOldRecords: Statement {
  public struct Row: Sendable {
    public let runs: Int
    public let anomalies: Int
    public let hostEvents: Int
    public let notices: Int
  }

  public static let sql = """
    with runs as (delete from rekindle.job_execution_logs where started_at < $1 returning 1),
    anomalies as (delete from rekindle.anomalies where resolved_at < $1 returning 1),
    host_events as (delete from rekindle.host_events where received_at < $1 returning 1),
    notices as (delete from rekindle.notifications where read_at < $1 returning 1)
    select (select count(*) from runs) as runs, (select count(*) from anomalies) as anomalies,
           (select count(*) from host_events) as host_events, (select count(*) from notices) as notices
    """
  public static let columns = ["runs", "anomalies", "host_events", "notices"]

  public var before: Instant

  public init(before: Instant) { self.before = before }

  public var binds: [Bind] { [.instant(before)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      runs: try cells.int(0), anomalies: try cells.int(1), hostEvents: try cells.int(2), notices: try cells.int(3))
  }
}
