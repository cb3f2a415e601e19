public import Domain

/// Whether the learner of a delivery may be sent a link to what is known about them; no row where people
/// have to help.
public struct DataState: Statement {
  public enum Row: String, Sendable {
    case open
    /// One of the last hour is unused.
    case waiting
    /// Three were sent within a day.
    case enough
  }

  public static let sql = "select s.state from rekindle.data_state($1, $2) s(state) where s.state is not null"
  public static let columns = ["state"]

  public var deliveryID: Int
  public var now: Instant

  public init(deliveryID: Int, now: Instant) {
    self.deliveryID = deliveryID
    self.now = now
  }

  public var binds: [Bind] { [.int(deliveryID), .instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    guard let state = Row(rawValue: try cells.text(0)) else { throw cells.mismatch(0, "a state") }
    return state
  }
}
