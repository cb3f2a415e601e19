import Domain

/// Writes the start of a job's run and closes earlier runs that must have been killed: no limit reaches an hour.
struct StartJobRun: Statement {
  static let sql = """
    with lost as (
      update rekindle.job_execution_logs
         set status = 'failed', finished_at = $3, error_type = 'Job.Lost', error_message = 'the process ended without a word'
       where job = $1 and status = 'running' and started_at < $3::timestamptz - interval '1 hour'
    )
    insert into rekindle.job_execution_logs (job, invocation, started_at) values ($1, $2, $3) returning id
    """
  static let columns = ["id"]
  var job: String
  var invocation: String
  var now: Instant
  var binds: [Bind] { [.text(job), .text(invocation), .instant(now)] }
  static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
