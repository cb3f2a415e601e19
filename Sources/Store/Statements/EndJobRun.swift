import Domain
import FunctionContract
import JSON

/// Writes the end of a job's run, once.
struct EndJobRun: Statement {
  enum Outcome: Sendable {
    case succeeded(JSON)
    case failed(HandlerFailure)
  }

  static let sql = """
    update rekindle.job_execution_logs
       set status = $2, finished_at = $3, counts = $4::jsonb, error_type = $5, error_message = $6
     where id = $1 and status = 'running'
    """
  var id: Int
  var finishedAt: Instant
  var outcome: Outcome

  var binds: [Bind] {
    switch outcome {
    case .succeeded(let counts):
      [.int(id), .text("succeeded"), .instant(finishedAt), .json(counts), .null, .null]
    case .failed(let failure):
      [.int(id), .text("failed"), .instant(finishedAt), .json([:]), .text(failure.type), .text(failure.message)]
    }
  }
  typealias Row = Void
}
