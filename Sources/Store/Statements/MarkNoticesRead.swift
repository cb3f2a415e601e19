public import Domain

/// Marks every notice of the current learner as read; returns how many were not.
public struct MarkNoticesRead: Statement {
  public static let sql = "select rekindle.mark_all_notifications_read($1) as marked"
  public static let columns = ["marked"]

  public var now: Instant

  public init(now: Instant) { self.now = now }

  public var binds: [Bind] { [.instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Int { try cells.int(0) }
}
