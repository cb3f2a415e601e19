public import FunctionContract
import Domain
import Glibc
import JSON

extension Database {
  /// Runs a timed handler's body and keeps its run in `rekindle.job_execution_logs`, also when it fails (REQ-1-67).
  ///
  /// The start is committed before the body begins; the end carries the reply's counts or the failure. A start that
  /// never ended, because the process was killed, is closed as lost by the next run of the same job.
  public mutating func recordingRun(
    of job: String, _ invocation: Invocation, _ body: (inout Database) throws(HandlerFailure) -> Reply
  ) throws(HandlerFailure) -> Reply {
    let began = Self.monotonicMicroseconds
    let start = StartJobRun(job: job, invocation: invocation.input.id, now: invocation.now)
    let id = try perform { (database) throws(StoreError) in try database.first(start) }
    func end(_ outcome: EndJobRun.Outcome) -> EndJobRun {
      let elapsed = Instant.Span(microseconds: Self.monotonicMicroseconds - began)
      return EndJobRun(id: id ?? 0, finishedAt: invocation.now + elapsed, outcome: outcome)
    }
    let reply: Reply
    do throws(HandlerFailure) {
      reply = try body(&self)
    } catch {
      // The body's failure is what the host must see; where the database is away, the run is closed as lost later.
      _ = try? execute(end(.failed(error)))
      throw error
    }
    let counts: JSON = if case .done(let result, _) = reply { result } else { [:] }
    try perform { (database) throws(StoreError) in _ = try database.execute(end(.succeeded(counts))) }
    return reply
  }

  private static var monotonicMicroseconds: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000 + time.tv_nsec / 1000
  }
}
