public import Domain

/// Records that a timed run began; committed before its work, so that a run that dies is seen.
public struct StartJobRun: Statement {
  public static let sql = """
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
