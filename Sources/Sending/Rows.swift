import Channels
import Domain
public import Store

/// The outlet of a channel without a wire: a chunk is claimed, inserted and recorded in one transaction.
public struct Rows<Sender: RowChannel>: Outlet {
  /// What one more chunk may take.
  private static var chunkTime: Instant.Span { .seconds(2) }

  private let channel: Sender

  public init(_ channel: Sender) { self.channel = channel }

  public var name: String { Sender.channel.rawValue }

  public func send(
    _ ledger: inout LedgerSend<Sender>, _ database: inout Database
  ) throws(StoreError) -> [Int] {
    try database.withConnection { (connection) throws(StoreError) in
      while ledger.hasTime(for: Self.chunkTime), let chunk = try ledger.next(upTo: ledger.chunkSize, connection) {
        try deliver(chunk, &ledger, connection)
      }
      try ledger.settle(connection)
    }
    return ledger.unwritten
  }

  /// Delivers a chunk; where a row is refused, its halves, down to the message of that row, which is skipped.
  private func deliver(
    _ chunk: Chunk<Sender.Message>, _ ledger: inout LedgerSend<Sender>, _ connection: borrowing Connection
  ) throws(StoreError) {
    let chunk = chunk.leaving(as: { $0 }, bytes: channel.bytes)
    try Bisection.run(chunk.messages[...]) { (part) throws(StoreError) in
      let part = Chunk(version: chunk.version, messages: Array(part))
      let counts = try connection.transaction { (connection) throws(StoreError) in
        try deliver(part, ledger, connection)
      }
      ledger.counts.add(counts)
    } refusing: { message, error in
      ledger.refuse(message.delivery.id, error)
    }
  }

  private func deliver(
    _ chunk: Chunk<Sender.Message>, _ ledger: LedgerSend<Sender>, _ connection: borrowing Connection
  ) throws(StoreError) -> SendCounts {
    let claims = try ledger.claim(chunk, connection)
    guard !claims.sending.isEmpty else { return claims.counts }
    let messages = claims.sending.map { (deliveryID: $0.attempt.deliveryID, message: $0.content) }
    try channel.insert(messages, now: ledger.clock.now, connection)
    let accepted = claims.sending.map { $0.attempt.ended(.accepted(providerMessageID: nil)) }
    var counts = try ledger.record(accepted, connection)
    counts.add(claims.counts)
    return counts
  }
}
