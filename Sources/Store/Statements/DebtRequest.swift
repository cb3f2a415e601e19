public import JSON

/// What the host is asked to do about one debt.
public struct DebtRequest: Sendable {
  /// The debt's number, or the instalment's; it orders the requests.
  public let number: Int
  /// As the event has it, with a `key` that is the same however often it is asked for.
  public let request: JSON

  init(_ cells: borrowing Cells) throws(StoreError) {
    number = try cells.int(0)
    request = try cells.json(1)
  }
}
