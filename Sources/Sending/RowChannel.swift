public import Domain
public import Store

/// A channel without a wire: its messages are rows of this database.
public protocol RowChannel: MessageChannel {
  /// Writes the claimed messages of one chunk, in the transaction that claims and records them; like every part of it
  /// this may be rolled back and run again.
  func insert(
    _ messages: [(deliveryID: Int, message: Message)], now: Instant, _ connection: borrowing Connection
  ) throws(StoreError)
}
