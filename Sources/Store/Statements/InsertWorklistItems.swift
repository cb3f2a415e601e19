public import Domain
import JSON

/// Puts written messages on the worklist.
public struct InsertWorklistItems: Statement {
  public struct Entry: Sendable {
    public var deliveryID: Int
    public var title: String
    public var text: String
    public var tries: Int
    public var again: Instant.Span
    public var pause: Instant.Span
    public var openFor: Instant.Span

    public init(
      deliveryID: Int, title: String, text: String, tries: Int, again: Instant.Span, pause: Instant.Span,
      openFor: Instant.Span
    ) {
      self.deliveryID = deliveryID
      self.title = title
      self.text = text
      self.tries = tries
      self.again = again
      self.pause = pause
      self.openFor = openFor
    }
  }

  public static let sql = "select rekindle.insert_worklist_items($1::jsonb, $2)::text as inserted"
  public static let columns = ["inserted"]

  public var entries: [Entry]
  public var now: Instant

  public init(_ entries: [Entry], now: Instant) {
    self.entries = entries
    self.now = now
  }

  public var binds: [Bind] { [.json(.array(entries.map(\.json))), .instant(now)] }

  public static func row(_ cells: borrowing Cells) throws(StoreError) {}
}

extension InsertWorklistItems.Entry {
  fileprivate var json: JSON {
    [
      "id": .integer(deliveryID), "title": .string(title), "body": .string(text), "tries": .integer(tries),
      "again": .integer(again.seconds), "pause": .integer(pause.seconds), "open_for": .integer(openFor.seconds),
    ]
  }
}
