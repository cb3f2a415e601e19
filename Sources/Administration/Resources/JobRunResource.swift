import Access
import Domain
import FunctionContract
import JSON
import Store

/// The latest runs of timed and named jobs (REQ-1-65).
enum JobRunResource {
  static let endpoint = Endpoint(
    "GET /api/job-runs", "The latest runs of jobs, newest first", .read,
    query: [
      Field("job", .text(1...40), "Only of this job, such as detect or session_24h."),
      Field("limit", .integer(1...1000), "Runs at most; 50 where it is not said."),
    ],
    answer: Answer(
      "The runs",
      Schema.object([
        "items": Schema.list(
          Schema.object([
            "job_name": Schema.text, "status": Schema.word(["running", "succeeded", "failed"]),
            "records_processed": Schema.orNull(Schema.integer), "duration_seconds": Schema.orNull(Schema.number),
            "started_at": Schema.instant, "error": Schema.orNull(Schema.text),
          ]))
      ]))
  ) { call in
    let runs = JobRuns(
      limit: call.parameters["limit"].flatMap { Int($0) } ?? 50, job: call.parameters["job"])
    return { (connection) throws(StoreError) in
      .json(["items": .array(try connection.run(runs).map(json))])
    }
  }

  private static func json(_ run: JobRuns.Row) -> JSON {
    [
      "job_name": .string(run.job), "status": .string(run.status),
      "records_processed": run.records.map(JSON.integer) ?? .null, "duration_seconds": JSON(run.durationSeconds),
      "started_at": JSON(run.startedAt), "error": run.errorType.map(JSON.string) ?? .null,
    ]
  }
}
