public import Domain

/// Moves named jobs to another time, or cancels them, and takes back what was reserved of them and has not left.
public struct ChangeJobs: Statement {
  /// One step of one episode whose slot has a name.
  public struct Slot: Sendable {
    public let job: String
    /// The moment of the subject that the step is timed by.
    public let anchorAt: Instant
    public let enrolmentID: Int
    public let step: Int

    public init(job: String, anchorAt: Instant, enrolmentID: Int, step: Int) {
      self.job = job
      self.anchorAt = anchorAt
      self.enrolmentID = enrolmentID
      self.step = step
    }
  }

  public static let sql = """
    select rekindle.change_jobs(
      $1::bigint[], $2::text[], $3::timestamptz[], $4::bigint[], $5::int[], $6, $7, $8)::text as changed
    """
  public static let columns = ["changed"]

  /// Ids of requests.
  public var requests: [Int]
  public var slots: [Slot]
  /// nil cancels.
  public var runAt: Instant?
  /// The name of the key.
  public var key: String
  public var now: Instant

  public init(requests: [Int], slots: [Slot], runAt: Instant?, key: String, now: Instant) {
    self.requests = requests
    self.slots = slots
    self.runAt = runAt
    self.key = key
    self.now = now
  }

  public var binds: [Bind] {
    [
      .ints(requests), .texts(slots.map(\.job)), .instants(slots.map(\.anchorAt)), .ints(slots.map(\.enrolmentID)),
      .ints(slots.map(\.step)), .instant(runAt), .text(key), .instant(now),
    ]
  }

  public static func row(_ cells: borrowing Cells) throws(StoreError) {}
}
