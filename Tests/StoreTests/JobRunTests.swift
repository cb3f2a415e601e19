import Domain
import FunctionContract
import JSON
import Store
import StoreShell
import TestKit
import Testing

@Suite(.database) struct JobRunTests {
  private let now = Instant(seconds: 1_790_000_000)

  /// Holds REQ-1-04.
  @Test func aRunThatEndsWellKeepsItsCounts() throws {
    let test = try TestDatabase.current()
    var database = test.open(role: "rekindle_detect")
    let enrolled = try database.logged(
      "detect", invocation("e-1"),
      { (_) throws(HandlerFailure) in
        #expect((try? test.value("select status from rekindle.job_execution_logs")) == "running")
        return 3
      }, counts: { ["enrolled": .integer($0)] })
    #expect(enrolled == 3)
    #expect(
      try test.rows(
        "select job, invocation, status, counts::text, (finished_at >= started_at)::text from rekindle.job_execution_logs"
      )
        == [["detect", "e-1", "succeeded", "{\"enrolled\": 3}", "true"]])
  }

  @Test func aRunThatFailsKeepsItsReasonAndTheFailureGoesOn() throws {
    let test = try TestDatabase.current()
    var database = test.open(role: "rekindle_rollup")
    let failure = HandlerFailure(.temporary, "Provider.Away", "try later")
    #expect(throws: failure) {
      try database.logged(
        "rollup", invocation("e-2"), { (_) throws(HandlerFailure) -> Int in throw failure }, counts: { _ in [:] })
    }
    #expect(
      try test.rows("select status, error_type, error_message from rekindle.job_execution_logs")
        == [["failed", "Provider.Away", "try later"]])
  }

  @Test func aRunThatWasKilledIsClosedByTheNextOneOfItsJob() throws {
    let test = try TestDatabase.current()
    try test.run(
      """
      insert into rekindle.job_execution_logs (job, invocation, started_at) values
        ('detect', 'killed', timestamptz '2026-01-01'), ('cleanup', 'other', timestamptz '2026-01-01')
      """)
    var database = test.open(role: "rekindle_detect")
    _ = try database.logged("detect", invocation("e-3"), { (_) throws(HandlerFailure) in 0 }, counts: { _ in [:] })
    #expect(
      try test.rows("select invocation, status, error_type from rekindle.job_execution_logs order by id")
        == [["killed", "failed", "Job.Lost"], ["other", "running", nil], ["e-3", "succeeded", nil]])
  }

  private func invocation(_ id: String) -> Invocation {
    Invocation(input: .event(CloudEvent(id: id, source: "/test", type: "timer.detect")), now: now)
  }
}
