public import Domain

/// Forgets the learner to whom a link was sent, but for the no that keeps us from writing again; no row where the link does not
/// work any more.
public struct EraseByLink: Statement {
  public enum Row: String, Sendable {
    case erased
    /// One of their messages is on its way, and nothing has happened.
    case busy
  }

  public static let sql = "select e.outcome from rekindle.erase_by_link($1, $2) e(outcome) where e.outcome is not null"
  public static let columns = ["outcome"]

  public var deliveryID: Int
  public var now: Instant

  public init(deliveryID: Int, now: Instant) {
    self.deliveryID = deliveryID
    self.now = now
  }

  public var binds: [Bind] { [.int(deliveryID), .instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    guard let outcome = Row(rawValue: try cells.text(0)) else { throw cells.mismatch(0, "an outcome") }
    return outcome
  }
}
