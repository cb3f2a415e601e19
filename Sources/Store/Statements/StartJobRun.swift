public import Domain

/// Records that a timed run began; committed before its work, so that a run that dies is seen.
///
/// Earlier runs of the job that are still open after an hour were killed, since no limit is that long: they are closed.
public struct StartJobRun: Statement {
  public static let sql = """
    with lost as (
      update rekindle.job_execution_logs
         set status = 'failed', finished_at = $3, error_type = 'Job.Lost', error_message = 'the process ended without a word'
       where job = $1 and status = 'running' and started_at < $3::timestamptz - interval '1 hour'
    )
    insert into rekindle.job_execution_logs (job, invocation, started_at) values ($1, $2, $3) returning id
    """
  public static let columns = ["id"]

  public var job: String
  /// The id of the event that started the run.
  public var invocation: String
  public var now: Instant

  public init(job: String, invocation: String, now: Instant) {
    self.job = job
    self.invocation = invocation
    self.now = now
  }

  public var binds: [Bind] { [.text(job), .text(invocation), .instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
