public import Domain

/// How each timed job stands, a row each, the failing ones first: however often one runs, it hides no other.
public struct JobSummary: Statement {
  public struct Row: Sendable {
    public let job: String
    /// Of the latest run: `running`, `succeeded` or `failed`.
    public let status: String
    /// `Category.Reason` of the latest run where it failed.
    public let errorType: String?
    public let startedAt: Instant
    public let durationSeconds: Double?
    /// In the last 24 hours.
    public let runs: Int
    /// In the last 24 hours.
    public let failures: Int
    /// What the job counts first, summed over the last 24 hours: learners found, enrolments looked at, rows, episodes deleted.
    public let records: Int
  }

  public static let sql = """
    with recursive jobs(job) as (   -- a step of the index for each job, however many runs there are
      select min(j.job) from rekindle.job_execution_logs j
      union all
      select (select min(n.job) from rekindle.job_execution_logs n where n.job > k.job) from jobs k where k.job is not null)
    select k.job, l.status, l.error_type, l.started_at, extract(epoch from l.finished_at - l.started_at)::float8 as duration_seconds,
           d.runs, d.failures, d.records
      from jobs k
     cross join lateral (
       select j.status, j.error_type, j.started_at, j.finished_at from rekindle.job_execution_logs j
        where j.job = k.job and j.started_at <= $1 order by j.started_at desc, j.id desc limit 1) l
     cross join lateral (
       select count(*) as runs, count(*) filter (where j.status = 'failed') as failures,
              coalesce(sum((j.counts->>case j.job when 'detect' then 'users_detected' when 'schedule-tick' then 'looked_at'
                         when 'rollup' then 'rows' when 'cleanup' then 'episodes'
                         else 'records_processed' end)::bigint), 0)::bigint as records
         from rekindle.job_execution_logs j
        where j.job = k.job and j.started_at > $1::timestamptz - interval '24 hours' and j.started_at <= $1) d
     where k.job is not null order by l.status <> 'failed', k.job
    """
  public static let columns = [
    "job", "status", "error_type", "started_at", "duration_seconds", "runs", "failures", "records",
  ]

  public var now: Instant

  public init(now: Instant) { self.now = now }

  public var binds: [Bind] { [.instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      job: try cells.text(0), status: try cells.text(1), errorType: try cells.optionalText(2),
      startedAt: try cells.instant(3), durationSeconds: try cells.optionalDouble(4), runs: try cells.int(5),
      failures: try cells.int(6), records: try cells.int(7))
  }
}
