public import Domain
public import Store

/// A channel without a wire: its messages are rows of this database.
public protocol RowChannel: MessageChannel {
  /// What the row of a message says, in bytes that are the same for equal messages.
  func bytes(of message: Message) -> [UInt8]

  /// Writes the claimed messages of one chunk, in the transaction that claims and records them; like every part of it
  /// this may be rolled back and run again.
  func insert(
    _ messages: [(deliveryID: Int, message: Message)], now: Instant, _ connection: borrowing Connection
  ) throws(StoreError)
}
