import Domain
public import FunctionContract
public import JSON
public import Store

extension Database {
  /// Runs a timed job and keeps a record of it, also when it fails (X-103, REQ-0-46).
  ///
  /// The record's start is committed before the work, so a run that is killed stays visible as `running`.
  public mutating func logged<Value>(
    _ job: String, _ invocation: Invocation, _ body: (inout Database) throws(HandlerFailure) -> Value,
    counts: (Value) -> [String: JSON]
  ) throws(HandlerFailure) -> Value {
    let id = try perform { (database) throws(StoreError) in
      try database.first(StartJobRun(job: job, invocation: invocation.input.id, now: invocation.now))
    }
    guard let id else { throw HandlerFailure(.software, "Store.JobRun", "the run's record was not written") }
    let begun = WallClock.now
    do throws(HandlerFailure) {
      let value = try body(&self)
      try perform { (database) throws(StoreError) in
        let finishedAt = invocation.now + (WallClock.now - begun)
        try database.execute(FinishJobRun(id: id, finishedAt: finishedAt, counts: .object(counts(value))))
      }
      return value
    } catch {
      // The failure of the work is what the host must hear; the database may be away for the record, too.
      _ = try? execute(
        FinishJobRun(
          id: id, finishedAt: invocation.now + (WallClock.now - begun), counts: [:],
          error: (error.type, error.message)))
      throw error
    }
  }
}
