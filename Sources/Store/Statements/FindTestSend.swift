public import Domain

/// What became of a test.
public struct FindTestSend: Statement {
  public struct Row: Sendable {
    /// `requested`, `sending`, `sent`, `failed` or `unknown`.
    public let status: String
    /// Why it did not go out.
    public let detail: String?
    public let requestedAt: Instant
    public let finishedAt: Instant?
  }

  public static let sql = """
    select t.status, t.detail, t.requested_at, t.finished_at from rekindle.test_sends t where t.id = $1
    """
  public static let columns = ["status", "detail", "requested_at", "finished_at"]

  public var id: Int

  public init(id: Int) { self.id = id }

  public var binds: [Bind] { [.int(id)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    Row(
      status: try cells.text(0), detail: try cells.optionalText(1), requestedAt: try cells.instant(2),
      finishedAt: try cells.optionalInstant(3))
  }
}
