public import Domain

/// What people have said about named jobs.
public struct ReadJobChanges: Statement {
  public struct Row: Sendable {
    public let job: String
    /// The moment of the subject that the job was timed by when it was said; it holds for no other.
    public let anchorAt: Instant
    /// The time instead; nil where the job was cancelled.
    public let runAt: Instant?
  }

  public static let sql =
    "select c.job_id, c.anchor_at, c.run_at from rekindle.job_changes c where c.job_id = any ($1::text[])"
  public static let columns = ["job_id", "anchor_at", "run_at"]

  public var jobs: [String]

  public init(jobs: [String]) { self.jobs = jobs }

  public var binds: [Bind] { [.texts(jobs)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(job: try cells.text(0), anchorAt: try cells.instant(1), runAt: try cells.optionalInstant(2))
  }
}
