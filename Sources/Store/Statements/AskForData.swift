public import Domain

/// Asks for the message that brings the learner of a delivery a link to what is known about them; no row where no
/// message can go to them and people have to help.
public struct AskForData: Statement {
  public enum Row: String, Sendable {
    case sent
    /// One of the last hour is unused; no other is sent.
    case waiting
    /// Three were sent within a day; no other is.
    case enough
  }

  public static let sql = "select a.state from rekindle.ask_for_data($1, $2) a(state) where a.state is not null"
  public static let columns = ["state"]

  public var deliveryID: Int
  public var now: Instant

  public init(deliveryID: Int, now: Instant) {
    self.deliveryID = deliveryID
    self.now = now
  }

  public var binds: [Bind] { [.int(deliveryID), .instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    guard let state = Row(rawValue: try cells.text(0)) else { throw cells.mismatch(0, "an outcome") }
    return state
  }
}
