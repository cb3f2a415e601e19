public import Domain

/// The latest runs of timed jobs, newest first (REQ-1-65).
public struct JobRuns: Statement {
  public struct Row: Sendable {
    public let job: String
    /// `running`, `succeeded` or `failed`.
    public let status: String
    /// What the job counts first: learners found, enrolments looked at, rows written, episodes deleted, messages of a job.
    public let records: Int?
    public let durationSeconds: Double?
    public let startedAt: Instant
    /// `Category.Reason` of a failed run.
    public let errorType: String?
  }

  public static let sql = """
    select j.job, j.status,
           (j.counts->>case j.job when 'detect' then 'users_detected' when 'schedule-tick' then 'looked_at'
                         when 'rollup' then 'rows' when 'cleanup' then 'episodes'
                         else 'records_processed' end)::bigint as records,
           extract(epoch from j.finished_at - j.started_at)::float8 as duration_seconds, j.started_at, j.error_type
      from rekindle.job_execution_logs j where $2::text is null or j.job = $2
     order by j.started_at desc, j.id desc limit $1
    """
  public static let columns = ["job", "status", "records", "duration_seconds", "started_at", "error_type"]

  public var limit: Int

  /// Only of this job; nil for all.
  public var job: String?

  public init(limit: Int, job: String? = nil) {
    self.limit = limit
    self.job = job
  }

  public var binds: [Bind] { [.int(limit), .text(job)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      job: try cells.text(0), status: try cells.text(1), records: try cells.optionalInt(2),
      durationSeconds: try cells.optionalDouble(3), startedAt: try cells.instant(4),
      errorType: try cells.optionalText(5))
  }
}
