public import Domain
import JSON

/// How much is known about the learner to whom a link was sent; no row where the message holds no such link.
public struct HeldData: Statement {
  public enum State: String, Sendable {
    case open
    /// A copy was taken by it.
    case used
    /// It was sent more than an hour ago.
    case late
  }

  public struct Row: Sendable {
    public let state: State
    /// The locale in which the learner reads; nil where nobody knows.
    public let locale: String?
    /// The rows of each kind, by the names of an export; empty unless the link is open.
    public let held: [String: Int]
  }

  public static let sql = "select h.state, h.locale, h.held from rekindle.held_data($1, $2) h"
  public static let columns = ["state", "locale", "held"]

  public var deliveryID: Int
  public var now: Instant

  public init(deliveryID: Int, now: Instant) {
    self.deliveryID = deliveryID
    self.now = now
  }

  public var binds: [Bind] { [.int(deliveryID), .instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) -> Row {
    guard let state = State(rawValue: try cells.text(0)) else { throw cells.mismatch(0, "a state") }
    let held = try cells.optionalJSON(2)?.object ?? [:]
    return Row(state: state, locale: try cells.optionalText(1), held: held.compactMapValues(\.integer))
  }
}
