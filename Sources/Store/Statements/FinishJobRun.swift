public import Domain
public import JSON

/// Records how a timed run ended, with its counts or with the error's code.
public struct FinishJobRun: Statement {
  public static let sql = """
    update rekindle.job_execution_logs
       set status = case when $5::text is null then 'succeeded' else 'failed' end, finished_at = $2,
           counts = $3, error_type = $5, error_message = $4
     where id = $1 and status = 'running'
    """

  public var id: Int
  public var finishedAt: Instant
  public var counts: JSON
  /// `Category.Reason` and a message without personal data; nil where the run succeeded.
  public var error: (type: String, message: String)?

  public init(id: Int, finishedAt: Instant, counts: JSON, error: (type: String, message: String)? = nil) {
    self.id = id
    self.finishedAt = finishedAt
    self.counts = counts
    self.error = error
  }

  public var binds: [Bind] {
    [.int(id), .instant(finishedAt), .json(counts), .text(error?.message), .text(error?.type)]
  }
}
